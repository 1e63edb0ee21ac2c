terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
  }
}

resource "aws_db_proxy_target" "main" {
  db_proxy_name         = "main"
  db_cluster_identifier = "main"
  target_group_name     = "default"
  target_arn            = "arn:aws:rds:eu-west-1:123456789012:cluster:main"
}

resource "aws_cloudwatch_log_group" "main" {
  name        = "main"
  description = "Logs of the main service"
}
