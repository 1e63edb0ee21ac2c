variable "cidr" {
  type    = string
  default = "10.0.0.0/16"
}

resource "random_id" "a" {
  byte_length = 4
}

locals {
  space = " "
}

module "m" {
  source = "./m"
}

data "aws_region" "r" {}
