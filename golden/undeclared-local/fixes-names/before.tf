variable "environment" {
  type = string
}

locals {
  name_prefix = "shop-${local.environment}"

  common_tags = {
    Environment = var.environment
  }
}

resource "aws_sqs_queue" "orders" {
  name = "${local.namePrefix}-orders"
  tags = merge(local.comon_tags, { Name = local.name_prefix }) # all of them
}
