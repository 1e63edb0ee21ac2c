locals {
  region = "eu-west-1"
  tags   = { Region = "eu-west-1" }
}

provider "aws" {
  region = local.region

  default_tags {
    tags = local.tags
  }
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id       = var.vpc_id
  service_name = "com.amazonaws.eu-west-1.s3"
}

variable "vpc_id" {
  type = string
}
