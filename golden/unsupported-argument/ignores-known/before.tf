resource "aws_sqs_queue" "jobs" {
  count      = 2
  provider   = aws.other
  depends_on = [aws_sns_topic.alerts]
  name       = "jobs-${count.index}"

  lifecycle {
    ignore_changes = [colour]
  }

  timeouts {
    create = "5m"
  }
}

resource "aws_sns_topic" "alerts" {
  for_each = toset(["a", "b"])

  connection {
    host = "example.com"
  }

  provisioner "local-exec" {
    command     = "true"
    interpreter = ["sh"]
  }
}

provider "aws" {
  alias = "other"
}
