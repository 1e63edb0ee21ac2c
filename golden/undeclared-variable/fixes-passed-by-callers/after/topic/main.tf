variable "environment" {
  description = "Environment"
  type        = string
}

resource "aws_sns_topic" "orders" {
  name = "${var.environment}-orders"
}
