provider "aws" {
  region = "eu-west-1"
}

locals {
  queue = "arn:aws:sqs:eu-west-1:111122223333:orders"
}

module "worker" {
  source  = "example.com/team/worker/aws"
  version = "1.2.0"

  queue = local.queue
}
