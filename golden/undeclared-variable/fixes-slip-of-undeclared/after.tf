variable "environment" {
  description = "Environment"
  type        = string
}

resource "aws_sqs_queue" "orders" {
  name = "${var.environment}-${var.environment}-orders"

  tags = {
    Environment = var.environment
  }
}
