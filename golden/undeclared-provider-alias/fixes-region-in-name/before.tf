terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
  }
}

# Two regions, one code.
resource "aws_sns_topic" "first" {
  provider = aws.us_east_1

  name = "alerts"
}

resource "aws_sns_topic" "second" {
  provider = aws.dr-euw1

  name = "alerts"
}

data "aws_region" "first" {
  provider = aws.us_east_1
}
