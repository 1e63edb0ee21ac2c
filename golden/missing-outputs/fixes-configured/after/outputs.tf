output "orders_url" {
  value = aws_sqs_queue.orders.url
}

output "refunds_queue_url" {
  value = aws_sqs_queue.refunds.url
}
