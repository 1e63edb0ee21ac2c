terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}

resource "aws_eip" "nat" {
  vpc = true
}

resource "aws_eip" "both" {
  domain = "vpc"
  vpc    = true
}
