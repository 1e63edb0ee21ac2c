variable "cidr" {
  type    = string
  default = "10.1.0.0/16"
}

resource "random_id" "a" {
  byte_length = 4

  keepers = { a = 1 }
}

locals {
  space = ""
}

module "m" {
  source = "./n"
}

data "aws_region" "r" {
  provider = aws.west
}
