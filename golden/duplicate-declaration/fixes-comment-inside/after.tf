data "aws_region" "current" {}

resource "random_id" "a" {
  byte_length = 4
}

provider "aws" {
  region = "us-east-1"
}
