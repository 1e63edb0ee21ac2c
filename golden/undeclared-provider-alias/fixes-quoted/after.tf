provider "aws" {
  alias  = "west"
  region = "us-west-2"
}

resource "aws_sns_topic" "first" {
  provider = aws.west

  name = "alerts"
}
