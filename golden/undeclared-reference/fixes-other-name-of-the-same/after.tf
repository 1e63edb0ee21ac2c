data "aws_caller_identity" "me" {}

data "aws_region" "east" {
  provider = aws.east
}

data "aws_region" "current" {}

provider "aws" {
  alias  = "east"
  region = "us-east-1"
}

resource "aws_sns_topic" "alerts" {
  name = "alerts-${data.aws_caller_identity.me.account_id}-${data.aws_region.current.name}"
}
