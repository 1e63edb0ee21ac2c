resource "aws_sqs_queue" "orders" {
  name = "orders"
}

resource "aws_sns_topic" "alarms" {
  name = "alarms"
}
