variable "versions" {
  type    = list(string)
  default = ["v2", "v1"]
}

variable "queues" {
  type = map(object({ delay = number }))
  default = {
    fast = { delay = 0 }
    slow = { delay = 60 }
  }
}

locals {
  names = toset(var.versions)
}

resource "aws_lambda_function" "model" {
  for_each      = toset(var.versions)
  function_name = "model-${each.key}"
  role          = "arn:aws:iam::123456789012:role/model"
  image_uri     = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/model:${each.key}"
  package_type  = "Image"
}

resource "aws_lambda_alias" "live" {
  for_each         = aws_lambda_function.model
  name             = "live"
  function_name    = each.value.function_name
  function_version = each.value.version
}

resource "aws_sqs_queue" "jobs" {
  for_each      = var.queues
  name          = "jobs-${each.key}"
  delay_seconds = each.value.delay
}

resource "aws_cloudwatch_log_group" "model" {
  for_each = local.names
  name     = "/models/${each.key}"
}

resource "aws_cloudwatch_dashboard" "models" {
  dashboard_name = "models"
  dashboard_body = jsonencode({
    widgets = [
      {
        type = "metric"
        properties = {
          metrics = [
            ["AWS/Lambda", "Errors", "FunctionName", aws_lambda_function.model["v2"].function_name, { label = "v2" }],
            ["AWS/Lambda", "Errors", "FunctionName", aws_lambda_function.model["v1"].function_name, { label = "v1" }]
          ]
          # What else is in the list stays.
          annotations = [
            ["AWS/Lambda", "ConcurrentExecutions"],
            ["AWS/SQS", "NumberOfMessagesSent", "QueueName", aws_sqs_queue.jobs["fast"].name],
            ["AWS/SQS", "NumberOfMessagesSent", "QueueName", aws_sqs_queue.jobs["slow"].name],
            ["AWS/SQS", "NumberOfMessagesReceived", "QueueName", aws_sqs_queue.jobs["fast"].name],
            ["AWS/SQS", "NumberOfMessagesReceived", "QueueName", aws_sqs_queue.jobs["slow"].name],
            ["AWS/SQS", "SentMessageSize"],
          ]
        }
      }
    ]
  })
}

output "queue_urls" {
  value = {
    fast   = aws_sqs_queue.jobs["fast"].url
    "slow" = aws_sqs_queue.jobs["slow"].url
  }
}

# Sorted, as the keys of a set are.
output "log_groups" {
  value = [aws_cloudwatch_log_group.model["v1"].arn, aws_cloudwatch_log_group.model["v2"].arn]
}

output "aliases" {
  value = [
    { function = aws_lambda_function.model["v2"].arn, alias = aws_lambda_alias.live["v2"].arn },
  ]
}
