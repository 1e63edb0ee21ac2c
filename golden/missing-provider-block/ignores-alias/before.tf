variable "region" {
  type = string
}

provider "aws" {
  alias  = "west"
  region = var.region
}

resource "aws_sqs_queue" "orders" {
  provider = aws.west
}
