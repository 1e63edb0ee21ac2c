terraform {
  required_providers {
    aws = "~> 5.0"
  }
}

resource "random_id" "suffix" {
  byte_length = 4
}
