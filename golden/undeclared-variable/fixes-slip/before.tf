variable "environment" {
  type = string
}

variable "projectName" {
  type = string
}

resource "aws_sqs_queue" "orders" {
  name = "${var.project_name}-${var.enviroment}-orders"

  tags = {
    Environment = var.environment
  }
}
