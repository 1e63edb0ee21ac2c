terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}

resource "aws_eip" "nat" {
  domain = "vpc"
}

resource "aws_eip" "both" {
  domain = "vpc"
}
