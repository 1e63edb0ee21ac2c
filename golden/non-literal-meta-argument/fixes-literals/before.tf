terraform {
  required_version = local.version

  backend "local" {
    path = "${local.folder}/terraform.tfstate"
  }
}

locals {
  folder  = "state"
  version = ">= 1.5"
  keep    = true
}

variable "names" {
  type      = list(string)
  default   = tolist(["a", "b"])
  sensitive = True
}

provider "aws" {
  alias  = west
  region = "us-west-2"
}

resource "aws_s3_bucket" "b" {
  provider = aws.west

  lifecycle {
    prevent_destroy = local.keep
  }
}

output "description" {
  value       = 1
  description = format("In %s", local.folder)
}
