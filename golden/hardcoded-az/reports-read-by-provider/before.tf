locals {
  region = "eu-west-1"
  zones  = ["${local.region}a", "${local.region}b"]
}

provider "aws" {
  region = local.region

  default_tags {
    tags = { Zones = join(" ", local.zones) }
  }
}
