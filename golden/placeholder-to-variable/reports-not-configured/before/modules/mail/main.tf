variable "domain" {
  type    = string
  default = "example.com"
}

resource "aws_ses_domain_identity" "mail" {
  domain = var.domain
}

resource "aws_ses_email_identity" "mail" {
  email = "noreply@example.com"
}
