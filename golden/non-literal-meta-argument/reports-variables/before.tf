terraform {
  required_version = var.version_wanted

  required_providers {
    random = {
      source  = "hashicorp/random"
      version = var.random_version
    }
  }

  backend "s3" {
    bucket = var.bucket
    key    = "terraform.tfstate"
    region = "us-east-1"
  }
}

variable "bucket" {
  type    = var.bucket_type
  default = "${var.prefix}-state"
}

variable "set" {
  default = toset([])
}

resource "aws_s3_bucket" "b" {
  for_each = {}
  count    = 1
  provider = var.is_west ? aws.west : aws

  lifecycle {
    prevent_destroy      = var.keep
    ignore_changes       = [var.ignored]
    replace_triggered_by = [var.bucket]
  }

  depends_on = concat([aws_s3_bucket.c], [])
}

module "m" {
  source  = "./${var.bucket}"
  version = var.module_version

  providers = {
    aws = var.provider
  }
}

data "aws_region" "r" {
  provider = "aws.${var.bucket}"

  lifecycle {
    precondition {
      condition     = var.keep
      error_message = "Keep ${var.bucket}."
    }
  }

  depends_on = [[aws_s3_bucket.b]]
}
