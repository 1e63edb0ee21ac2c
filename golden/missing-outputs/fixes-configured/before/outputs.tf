output "orders_url" {
  value = aws_sqs_queue.orders.url
}
