resource "aws_sqs_queue" "jobs" {
  colour = "blue"
}
