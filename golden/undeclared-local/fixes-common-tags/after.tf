variable "environment" {
  type    = string
  default = "dev"
}

variable "project_name" {
  type    = string
  default = "orders"
}

locals {
  name = "${var.project_name}-${var.environment}"
  common_tags = {
    Project     = var.project_name
    Environment = var.environment
    ManagedBy   = "Terraform"
  }
}

resource "aws_sqs_queue" "orders" {
  name = local.name
  tags = local.common_tags
}

resource "aws_sns_topic" "orders" {
  name = local.name
  tags = merge(local.common_tags, { Name = local.name })
}

output "team" {
  value = local.tags["Team"]
}
