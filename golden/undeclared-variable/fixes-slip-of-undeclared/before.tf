resource "aws_sqs_queue" "orders" {
  name = "${var.environment}-${var.enviroment}-orders"

  tags = {
    Environment = var.environment
  }
}
