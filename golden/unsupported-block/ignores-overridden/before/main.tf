resource "aws_sqs_queue" "jobs" {
  colour {
    name = "blue"
  }
}
