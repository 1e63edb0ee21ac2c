terraform {
  backend "s3" {
    bucket = "your-terraform-state-bucket"
    key    = "state"
    region = "eu-west-1"
  }
}

variable "domain" {
  description = "For instance example.com"
  type        = string
}

locals {
  is_example  = var.domain == "example.com"
  common_tags = { Owner = "team@example.com" }
  hosts       = ["my-example.com", "example.com.au", "com.example.orders", "examples"]
}

resource "aws_ssm_parameter" "address" {
  name  = "/address"
  type  = "String"
  value = "CHANGE_ME"

  lifecycle {
    ignore_changes = [value]
  }
}

resource "aws_ssm_parameter" "token" {
  name  = "/token"
  type  = "SecureString"
  value = "your-token"
}

resource "aws_sqs_queue" "your" {
  name = "for-your-eyes only"
  tags = { Contact = "team@example.com" }
}

resource "aws_cloudwatch_event_target" "mail" {
  rule = "mail"
  arn  = "arn:aws:sns:eu-west-1:123456789012:mail"

  input_transformer {
    input_paths    = { name = "$.detail.name" }
    input_template = jsonencode({ text = "<NAME>" })
  }
}

resource "aws_s3_object" "page" {
  bucket  = "pages"
  key     = "index.html"
  content = <<-EOT
    Write to your-team@example.com.
  EOT
}
