terraform {
  required_version = ">= 1.5"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
    # Suffixes of names.
    random = {
      source  = "hashicorp/random"
      version = "~> 3.6"
    } # 3.6 has bytes
  }
}

resource "random_id" "suffix" {
  byte_length = 4
}

resource "null_resource" "done" {}
