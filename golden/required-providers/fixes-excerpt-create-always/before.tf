resource "aws_sqs_queue" "jobs" {
  name = "jobs-${random_id.suffix.hex}"
}

resource "random_id" "suffix" {
  byte_length = 4
}
