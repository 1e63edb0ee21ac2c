resource "aws_sqs_queue" "jobs" {
  name          = { prefix = "jobs" }
  delay_seconds = [1, 2]
}
