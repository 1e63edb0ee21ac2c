provider "aws" {
  region = local.region
}

data "aws_region" "current" {}

locals {
  region = data.aws_region.current.name
  twice  = [local.twice]
}
