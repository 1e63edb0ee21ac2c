terraform {
  required_version = ">= 1.10"
}

provider "random" {}

resource "random_pet" "name" {}
