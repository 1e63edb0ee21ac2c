terraform {
  required_providers {
    random = "~> 3.0"
  }
}

resource "random_id" "suffix" {
  byte_length = 4
}
