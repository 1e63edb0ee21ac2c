resource "aws_sqs_queue" "orders" {
  name = "${var.project}-${var.environment}-orders"
}
