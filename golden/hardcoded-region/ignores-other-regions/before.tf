provider "aws" {
  region = var.region
}

variable "region" {
  type    = string
  default = "us-east-1"

  validation {
    condition     = contains(["us-east-1", "eu-west-1"], var.region)
    error_message = "Not there."
  }
}

locals {
  is_home      = var.region == "us-east-1"
  accounts     = { "us-east-1" = "127311923021" }
  dr_region    = "us-east-1"
  certificates = "arn:aws:acm:eu-west-1:123456789012:certificate/x"
}

resource "aws_dynamodb_table" "orders" {
  name         = "orders-us-east-1"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }

  replica {
    region_name = "eu-west-1"
  }
}

data "aws_vpc" "home" {
  tags = {
    Region = "us-east-1"
  }
}
