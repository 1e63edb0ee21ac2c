variable "account" {
  type    = string
  default = "123456789012"
}

provider "aws" {
  region              = "eu-west-1"
  allowed_account_ids = ["123456789012"]
}

locals {
  accounts = {
    dev  = "123456789012"
    prod = "222233334444"
  }
}

data "aws_ami" "ubuntu" {
  owners      = ["099720109477"]
  most_recent = true
}

resource "aws_acm_certificate_validation" "site" {
  certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/xxxxx"
}

resource "aws_ssm_parameter" "phone" {
  name  = "order-123456789012-x"
  type  = "String"
  value = "order 123456789012"
}
