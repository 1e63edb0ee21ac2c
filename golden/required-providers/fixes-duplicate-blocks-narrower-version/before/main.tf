terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.31"
    }
    random = "~> 3.0"
  }
}

resource "random_id" "suffix" {
  byte_length = 4
}
