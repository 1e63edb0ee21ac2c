module "mail" {
  source = "./modules/mail"
  domain = "mail.example.org"
}

resource "aws_sns_topic_subscription" "one" {
  topic_arn = "arn:aws:sns:eu-west-1:210987654321:alarms"
  protocol  = "email"
  endpoint  = "one@example.com"
}

resource "aws_sns_topic_subscription" "two" {
  topic_arn = "arn:aws:sns:eu-west-1:210987654321:alarms"
  protocol  = "email"
  endpoint  = "two@example.com"
}

resource "aws_lb_listener" "web" {
  load_balancer_arn = "arn:aws:elasticloadbalancing:eu-west-1:210987654321:loadbalancer/app/web/50dc6c495c0c9188"
  certificate_arn   = "arn:aws:acm:eu-west-1:123456789012:certificate/12345678-1234-1234-1234-123456789012"
  port              = 443

  default_action {
    type             = "forward"
    target_group_arn = "arn:aws:elasticloadbalancing:eu-west-1:210987654321:targetgroup/web/73e2d6bc24d8a067"
  }
}

data "aws_vpc" "main" {
  id = "vpc-xxxxxxxx"
}
