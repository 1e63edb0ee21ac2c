variable "env" {
  type = string
}

variable "rules" {
  type = map(string)
  default = {
    mail = "test+{{hash}}@example.com"
  }
}

resource "random_password" "orders" {
  length  = 32
  special = false
}

resource "aws_kms_key" "parameters" {
  description = "Parameters"
}

data "archive_file" "orders" {
  type        = "zip"
  output_path = "${path.module}/orders.zip"

  source {
    filename = "index.py"
    content  = <<EOF
import boto3

ssm = boto3.client('ssm')
rules = ssm.get_parameter(
    Name='/orders/rules',
    WithDecryption=True,
)
both = ssm.get_parameters(Names=["/orders/sizes", "/${var.env}/orders/rules"])
# ssm.get_parameter(Name='/orders/old')
EOF
  }
}

resource "aws_ssm_parameter" "orders_rules" {
  name   = "/orders/rules"
  type   = "SecureString"
  key_id = aws_kms_key.parameters.arn
  value  = base64encode(jsonencode(var.rules))
}

resource "aws_ssm_parameter" "orders_rules_2" {
  name  = "/${var.env}/orders/rules"
  type  = "String"
  value = jsonencode({ limit = 10 })
}

resource "aws_lambda_function" "orders" {
  function_name    = "orders"
  role             = "arn:aws:iam::123456789012:role/orders"
  runtime          = "python3.12"
  handler          = "index.handler"
  filename         = data.archive_file.orders.output_path
  source_code_hash = data.archive_file.orders.output_base64sha256

  environment {
    variables = {
      PASSWORD_PARAMETER = "/orders/db/password"
    }
  }
}

resource "aws_ssm_parameter" "db_password" {
  name   = "/orders/db/password"
  type   = "SecureString"
  key_id = aws_kms_key.parameters.arn
  value  = random_password.orders.result
}
