terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
  }
}

resource "aws_acm_certificate" "site" {
  provider = aws.virginia

  domain_name       = "example.com"
  validation_method = "DNS"
}
