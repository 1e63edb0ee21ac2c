# The queue of the orders.
resource "aws_sqs_queue" "orders" {
  name = "orders"
}
