variable "environment" {
  description = "Environment"
  type        = string
}

variable "stage" {
  description = "Stage"
  type        = string
}

resource "aws_sqs_queue" "orders" {
  name = "${var.environment}-${var.stage}-orders"
}
