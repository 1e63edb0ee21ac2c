variable "name" {
  type = string
}

variable "api_token" {
  type      = string
  sensitive = true
}

variable "db_access" {
  type      = string
  sensitive = true
}

variable "db_username" {
  type = string
}

variable "log_level" {
  type = string
}

variable "secret_arn" {
  type = string
}

variable "shown_token" {
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
