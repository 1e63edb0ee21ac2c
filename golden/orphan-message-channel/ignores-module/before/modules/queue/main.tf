resource "aws_sqs_queue" "this" {
  name = "jobs"
}

output "url" {
  value = aws_sqs_queue.this.url
}
