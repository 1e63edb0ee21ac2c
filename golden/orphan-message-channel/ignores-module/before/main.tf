module "queue" {
  source = "./modules/queue"
}

module "worker" {
  source = "example.com/worker"
  topic  = aws_sns_topic.done.arn
}

resource "aws_sns_topic" "done" {
  name = "done"
}
