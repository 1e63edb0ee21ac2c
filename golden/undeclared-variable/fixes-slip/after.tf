variable "environment" {
  type = string
}

variable "projectName" {
  type = string
}

resource "aws_sqs_queue" "orders" {
  name = "${var.projectName}-${var.environment}-orders"

  tags = {
    Environment = var.environment
  }
}
