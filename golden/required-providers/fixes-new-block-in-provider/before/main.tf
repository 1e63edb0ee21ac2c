resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}

resource "random_id" "suffix" {
  byte_length = 4
}
