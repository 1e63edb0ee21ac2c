data "aws_caller_identity" "me" {}

data "aws_region" "east" {
  provider = aws.east
}

provider "aws" {
  alias  = "east"
  region = "us-east-1"
}

resource "aws_sns_topic" "alerts" {
  name = "alerts-${data.aws_caller_identity.current.account_id}-${data.aws_region.current.name}"
}
