terraform {
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      version               = "~> 5.0"
      configuration_aliases = [aws.passed]
    }
  }
}

provider "aws" {
  alias  = "west"
  region = "us-west-2"
}

resource "aws_sns_topic" "west" {
  provider = aws.west

  name = "alerts"
}

resource "aws_sns_topic" "passed" {
  provider = aws.passed

  name = "alerts"
}

resource "aws_sns_topic" "json" {
  provider = aws.json

  name = "alerts"
}

resource "aws_sns_topic" "default" {
  provider = aws

  name = "alerts"
}
