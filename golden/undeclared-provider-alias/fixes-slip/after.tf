provider "aws" {
  alias  = "us_east_1"
  region = "us-east-1"
}

resource "aws_sns_topic" "first" {
  provider = aws.us_east_1

  name = "alerts"
}

resource "aws_sns_topic" "second" {
  provider = aws.us_east_1 # the same

  name = "alerts"
}
