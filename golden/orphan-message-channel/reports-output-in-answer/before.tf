resource "aws_sns_topic" "orders" {
  name = "orders"
}

resource "aws_sns_topic_subscription" "orders" {
  topic_arn = aws_sns_topic.orders.arn
  protocol  = "email"
  endpoint  = "orders@example.com"
}

output "orders" {
  value = aws_sns_topic.orders.arn
}

# Where data comes in from outside.
resource "aws_kinesis_stream" "clicks" {
  name        = "clicks"
  shard_count = 1
}

resource "aws_lambda_event_source_mapping" "clicks" {
  event_source_arn  = aws_kinesis_stream.clicks.arn
  function_name     = "clicks"
  starting_position = "LATEST"
}

output "clicks" {
  value = aws_kinesis_stream.clicks.arn
}
