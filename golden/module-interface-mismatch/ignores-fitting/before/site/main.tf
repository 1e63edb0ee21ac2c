terraform {
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      configuration_aliases = [aws.peer]
    }
  }
}

variable "domain" {
  type = string
}

variable "size" {
  type    = number
  default = null
}

resource "aws_sns_topic" "peer" {
  provider = aws.peer

  name = "${var.domain}-${coalesce(var.size, 1)}"
}
