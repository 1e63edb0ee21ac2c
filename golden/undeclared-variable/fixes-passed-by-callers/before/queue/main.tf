resource "aws_sqs_queue" "orders" {
  name = "${var.environment}-${var.stage}-orders"
}
