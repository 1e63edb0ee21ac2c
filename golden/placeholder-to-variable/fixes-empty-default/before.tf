resource "aws_sns_topic_subscription" "on_call" {
  topic_arn = "arn:aws:sns:eu-west-1:210987654321:alarms"
  protocol  = "email"
  endpoint  = "alerts@example.com"
}

resource "aws_acm_certificate" "shop" {
  domain_name       = "shop.example.com"
  validation_method = "DNS"
}
