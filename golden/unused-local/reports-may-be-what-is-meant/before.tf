locals {
  common_tags = { Team = "shop" }
}

resource "aws_sqs_queue" "orders" {
  tags = local.shared_labels
}
