variable "name" {
  type = string
}

resource "aws_db_instance" "main" {
  identifier = var.name
  username   = var.db_username
  password   = var.db_access
}

resource "aws_lambda_function" "api" {
  environment {
    variables = {
      TOKEN      = var.api_token
      SECRET_ARN = var.secret_arn
    }
  }
}

resource "aws_ssm_parameter" "level" {
  type  = "String"
  value = var.log_level
}

# Terraform refuses an output of what is sensitive.
output "shown" {
  value = var.shown_token
}
