variable "versions" {
  type    = list(string)
  default = ["v1", "v2", "v3"]
}

# No variable says which keys there are.
resource "aws_sqs_queue" "jobs" {
  for_each = toset(["fast", "slow"])
  name     = "jobs-${each.key}"
}

resource "aws_sns_topic" "models" {
  for_each = toset(var.versions)
  name     = "models-${each.key}"
}

output "queues" {
  value = [aws_sqs_queue.jobs["fast"].arn, aws_sqs_queue.jobs["slow"].arn]
}

# Some of them.
output "old" {
  value = [aws_sns_topic.models["v1"].arn, aws_sns_topic.models["v2"].arn]
}

# Each has something of its own.
output "described" {
  value = {
    v1 = { arn = aws_sns_topic.models["v1"].arn, label = "first" }
    v2 = { arn = aws_sns_topic.models["v2"].arn, label = "second" }
    v3 = { arn = aws_sns_topic.models["v3"].arn, label = "third" }
  }
}

# All in one element, and in an argument that takes addresses only.
resource "aws_sqs_queue" "all" {
  name       = join("-", ["all", aws_sns_topic.models["v1"].name])
  depends_on = [aws_sns_topic.models["v1"], aws_sns_topic.models["v2"], aws_sns_topic.models["v3"]]
}
