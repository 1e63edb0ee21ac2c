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
