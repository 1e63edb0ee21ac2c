resource "aws_acm_certificate" "site" {
  domain_name       = "example.com"
  validation_method = "DNS"
}

resource "aws_acm_certificate_validation" "site" {
  certificate_arn = aws_acm_certificate.site.arn
}

resource "aws_acm_certificate" "mail" {
  domain_name       = "mail.example.com"
  validation_method = "EMAIL"
}
