variable "contact" {
  description = "Who is asked"
  type        = string
  default     = "team@acme.io"
}

variable "stage" {
  description = "Stage"
  type        = string
}

variable "alarm_email" {
  description = "Alarm email"
  type        = string
}

variable "domain_name" {
  description = "Domain name"
  type        = string
}

variable "key_name" {
  description = "Key name"
  type        = string
  default     = "operations"
}

variable "partner_api_key" {
  description = "Partner API key"
  type        = string
  sensitive   = true
}

resource "aws_sns_topic_subscription" "on_call" {
  topic_arn = "arn:aws:sns:eu-west-1:210987654321:alarms"
  protocol  = "email"
  endpoint  = var.alarm_email
}

resource "aws_acm_certificate" "shop" {
  domain_name               = "shop.${var.stage}.${var.domain_name}"
  subject_alternative_names = [var.domain_name, "*.${var.domain_name}"]
  validation_method         = "DNS"
}

resource "aws_launch_template" "shop" {
  image_id = "ami-0c1a2b3c4d5e6f708"
  key_name = var.key_name
}

resource "aws_lambda_function" "shop" {
  function_name = "shop"
  role          = "arn:aws:iam::210987654321:role/shop"
  image_uri     = "210987654321.dkr.ecr.eu-west-1.amazonaws.com/shop:1"
  package_type  = "Image"

  environment {
    variables = {
      PARTNER_URL     = "https://api.${var.domain_name}/v1" # the partner's
      PARTNER_API_KEY = var.partner_api_key
    }
  }
}
