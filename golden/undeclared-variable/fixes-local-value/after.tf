variable "environment" {
  description = "Environment"
  type        = string
}

locals {
  common_tags = {
    Team = "shop"
  }

  environment = lower(var.environment)
}

resource "aws_sqs_queue" "orders" {
  name = "${local.environment}-orders"
  tags = local.common_tags
}
