resource "aws_sqs_queue" "orders" {
  name = "${var.environment}-orders"
}
