locals {
  prefix = "${var.project}-${var.environment}"

  # More room where the customers are.
  worker_memory_by_environment = {
    dev  = 256
    prod = 1024
  }

  workflow = templatefile("${path.module}/workflow.json.tpl", {})
}

resource "random_password" "queue_token" {
  length  = 32
  special = false
}

resource "aws_sqs_queue" "orders" {
  name                       = "${local.prefix}-orders"
  visibility_timeout_seconds = 180
}

resource "aws_iam_role" "worker" {
  name = "${local.prefix}-worker"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = ["lambda.amazonaws.com", "states.amazonaws.com"] }
    }]
  })
}

resource "aws_lambda_function" "worker" {
  function_name = "${local.prefix}-worker"
  role          = aws_iam_role.worker.arn
  package_type  = "Image"
  image_uri     = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/worker:latest"
  memory_size   = var.worker_memory
  timeout       = 30

  environment {
    variables = {
      TOKEN = random_password.queue_token.result
    }
  }
}

# Two warm instances for the first orders of the day.
resource "aws_lambda_provisioned_concurrency_config" "worker" {
  function_name                     = aws_lambda_function.worker.function_name
  qualifier                         = aws_lambda_function.worker.version
  provisioned_concurrent_executions = 2
}

resource "aws_lambda_event_source_mapping" "orders" {
  event_source_arn = aws_sqs_queue.orders.arn
  function_name    = aws_lambda_function.worker.arn
  batch_size       = 10
}

resource "aws_sfn_state_machine" "workflow" {
  name     = "${local.prefix}-workflow"
  role_arn = aws_iam_role.worker.arn

  definition = jsonencode({
    StartAt = "Wait"
    States = {
      Wait = {
        Type        = "Wait"
        SecondsPath = "$.delay"
        Next        = "Queue"
      }
      Queue = {
        Type     = "Task"
        Resource = "arn:aws:states:::sqs:sendMessage"
        Parameters = {
          QueueUrl    = aws_sqs_queue.orders.url
          MessageBody = "retry of ${var.project}"
        }
        End = true
      }
    }
  })
}
