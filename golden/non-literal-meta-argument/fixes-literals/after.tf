terraform {
  required_version = ">= 1.5"

  backend "local" {
    path = "state/terraform.tfstate"
  }
}

locals {
  folder  = "state"
  version = ">= 1.5"
  keep    = true
}

variable "names" {
  type      = list(string)
  default   = ["a", "b"]
  sensitive = true
}

provider "aws" {
  alias  = "west"
  region = "us-west-2"
}

resource "aws_s3_bucket" "b" {
  provider = aws.west

  lifecycle {
    prevent_destroy = true
  }
}

output "description" {
  value       = 1
  description = "In state"
}
