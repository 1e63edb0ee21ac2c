locals {
  common_tags = {
    Team = "shop"
  }

  environment = lower(var.environment)
}

resource "aws_sqs_queue" "orders" {
  name = "${local.environment}-orders"
  tags = var.common_tags
}
