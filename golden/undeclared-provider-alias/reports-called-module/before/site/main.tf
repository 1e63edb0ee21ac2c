terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
  }
}

resource "aws_sns_topic" "peer" {
  provider = aws.us_east_1

  name = "alerts"
}
