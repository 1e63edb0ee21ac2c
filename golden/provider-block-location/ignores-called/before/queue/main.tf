terraform {
  required_version = ">= 1.10"
}

resource "random_pet" "name" {}
