terraform {
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      version               = "~> 5.0"
      configuration_aliases = [aws.peer]
    }
  }
}

resource "aws_sns_topic" "peer" {
  provider = aws.peer

  name = "alerts"
}
