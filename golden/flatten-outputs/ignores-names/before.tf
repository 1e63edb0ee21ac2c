resource "aws_sqs_queue" "a" {
  name = "a"
}

resource "aws_sqs_queue" "b" {
  name = "b"
}

output "queues" {
  value = {
    a = aws_sqs_queue.a.url
    b = aws_sqs_queue.b.url
  }
}

output "first" {
  value = { limit = 1 }
}

output "second" {
  value = { limit = 2 }
}
