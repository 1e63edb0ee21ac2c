provider "aws" {
  region = "eu-west-1"
}

provider "aws" {
  alias  = "us_east_1"
  region = "us-east-1"
}

variable "hosted_zone_id" {
  type = string
}

resource "aws_acm_certificate" "site" {
  provider = aws.us_east_1

  domain_name               = "example.com"
  subject_alternative_names = ["www.example.com"]
  validation_method         = "DNS"

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_api_gateway_domain_name" "site" {
  domain_name     = "example.com"
  certificate_arn = aws_acm_certificate.site.arn # the certificate
}

output "certificate" {
  value = aws_acm_certificate.site.arn
}
