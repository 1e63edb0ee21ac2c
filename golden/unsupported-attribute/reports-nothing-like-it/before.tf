resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}

output "colour" {
  value = aws_sqs_queue.jobs.colour
}
