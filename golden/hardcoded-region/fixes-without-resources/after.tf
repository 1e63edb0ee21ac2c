provider "aws" {
  region = "eu-west-1"
}

locals {
  queue = "arn:aws:sqs:${data.aws_region.current.id}:111122223333:orders"
}

data "aws_region" "current" {}

module "worker" {
  source  = "example.com/team/worker/aws"
  version = "1.2.0"

  queue = local.queue
}
