provider "aws" {
  region = "eu-west-1"
}

resource "aws_subnet" "app" {
  vpc_id            = var.vpc_id
  cidr_block        = "10.0.1.0/24"
  availability_zone = "us-east-1a"
}

resource "aws_subnet" "data" {
  vpc_id            = var.vpc_id
  cidr_block        = "10.0.2.0/24"
  availability_zone = "eu-west-1f"
}

variable "vpc_id" {
  type = string
}
