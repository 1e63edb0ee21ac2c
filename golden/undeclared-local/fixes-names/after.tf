variable "environment" {
  type = string
}

locals {
  name_prefix = "shop-${var.environment}"

  common_tags = {
    Environment = var.environment
  }
}

resource "aws_sqs_queue" "orders" {
  name = "${local.name_prefix}-orders"
  tags = merge(local.common_tags, { Name = local.name_prefix }) # all of them
}
