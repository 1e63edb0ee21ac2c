resource "aws_sqs_queue_policy" "jobs" {
  policy = "{}"
}
