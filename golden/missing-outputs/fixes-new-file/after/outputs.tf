output "orders_queue_url" {
  description = "Orders queue URL"
  value       = aws_sqs_queue.orders.url
}

output "alarms_topic_arn" {
  description = "Alarms topic ARN"
  value       = aws_sns_topic.alarms.arn
}
