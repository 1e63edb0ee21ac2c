variable "zones" {
  type = set(string)
}

variable "versions" {
  type    = list(string)
  default = ["v1", "v2"]
}

resource "aws_sqs_queue" "jobs" {
  for_each = var.zones
  name     = "jobs-${each.key}"
}

resource "aws_sns_topic" "models" {
  for_each = toset(var.versions)
  name     = "models-${each.key}"
}

# Which keys there are is not known.
output "queues" {
  value = [aws_sqs_queue.jobs["a"].arn, aws_sqs_queue.jobs["b"].arn]
}

# Another order than that of the keys.
output "topics" {
  value = [aws_sns_topic.models["v2"].arn, aws_sns_topic.models["v1"].arn]
}

# Which of the comments is about all of them?
output "described" {
  value = [
    # The old one.
    aws_sns_topic.models["v1"].arn,
    aws_sns_topic.models["v2"].arn,
  ]
}
