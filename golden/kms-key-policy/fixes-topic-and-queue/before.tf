variable "aws_region" {
  type = string
}

resource "aws_kms_key" "messages" {
  description = "Messages"

  tags = {
    Region = var.aws_region
  }
}

resource "aws_sns_topic" "orders" {
  name              = "orders"
  kms_master_key_id = aws_kms_key.messages.id
}

resource "aws_sqs_queue" "orders" {
  name              = "orders"
  kms_master_key_id = aws_kms_key.messages.id
}

resource "aws_sns_topic_subscription" "orders" {
  topic_arn = aws_sns_topic.orders.arn
  protocol  = "sqs"
  endpoint  = aws_sqs_queue.orders.arn
}

resource "aws_cloudwatch_event_target" "orders" {
  rule = "orders"
  arn  = aws_sns_topic.orders.arn
}

resource "aws_cloudwatch_log_group" "orders" {
  count = 2

  name       = "/orders/${count.index}"
  kms_key_id = aws_kms_key.messages.arn
}
