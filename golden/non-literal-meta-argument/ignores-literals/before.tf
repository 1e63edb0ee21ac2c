terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source                = "hashicorp/aws"
      version               = ">= 5.0"
      configuration_aliases = [aws.west]
    }
  }

  backend "local" {
    path = "state/terraform.tfstate"
  }
}

variable "list" {
  type      = list(object({ name = string, port = optional(number, 80) }))
  default   = [{ name = "a" }]
  sensitive = true

  validation {
    condition     = length(var.list) > 0
    error_message = "Give ${length(var.list)} more."
  }
}

variable "old" {
  type    = number
  default = -1 + 2
}

resource "aws_s3_bucket" "b" {
  count    = length(var.list)
  provider = aws.west

  lifecycle {
    prevent_destroy       = false
    create_before_destroy = "true"
    ignore_changes        = [tags["Name"], tags, bucket]
    replace_triggered_by  = [aws_s3_bucket.c[count.index].id, aws_s3_bucket.c]
  }

  depends_on = [aws_s3_bucket.c, var.list, local.x, data.aws_region.r, module.m, aws_s3_bucket.c[0]]
}

resource "aws_s3_bucket" "c" {
  count = 1

  lifecycle {
    ignore_changes = all
  }
}

data "aws_region" "r" {}

locals {
  x          = var.list
  depends_on = "aws.west"
}

module "m" {
  source = "hashicorp/consul/aws"
  config = local.x

  providers = {
    aws      = aws
    aws.west = aws.west
  }
}

output "x" {
  value      = var.list
  depends_on = [aws_s3_bucket.b]
}
