provider "aws" {
  region  = var.aws_region # the first
  profile = "shop"

  default_tags {
    tags = {
      Team = "shop" # all of it
    }
  }

  assume_role {
    role_arn = "arn:aws:iam::123456789012:role/deploy"
  }
}

variable "aws_region" {
  type = string
}

resource "aws_sns_topic" "second" {
  provider = aws.useast1

  name = "alerts"
}
