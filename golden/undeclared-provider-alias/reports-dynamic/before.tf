variable "west" {
  type = bool
}

provider "aws" {
  alias  = "west"
  region = "us-west-2"
}

resource "aws_sns_topic" "first" {
  provider = var.west

  name = "alerts"
}

resource "aws_sns_topic" "second" {
  for_each = toset(["east", "west"])

  provider = aws[each.key]

  name = "alerts"
}

resource "aws_sns_topic" "third" {
  provider = var.west ? aws.west : aws

  name = "alerts"
}
