variable "prefix" {
  type = string
}

resource "aws_sqs_queue" "work" {
  name = "${var.prefix}-work"
}

resource "aws_sns_topic" "alerts" {
  name = "alerts"
}

resource "aws_sns_topic_policy" "alerts" {
  arn = aws_sns_topic.alerts.arn
  policy = jsonencode({
    Statement = [
      {
        Effect    = "Allow"
        Principal = { AWS = [aws_iam_role.worker.arn] }
        Action    = "sns:Publish"
        Resource  = aws_sns_topic.alerts.arn
      }
    ]
  })
}

resource "aws_iam_role" "worker" {
  name               = "worker"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })

  inline_policy {
    name = "queue"
    policy = jsonencode({
      Statement = [
        {
          Effect   = "Allow"
          Action   = ["sqs:Receive*", "sqs:DeleteMessage", "sqs:Get*"]
          Resource = "arn:aws:sqs:*:*:${var.prefix}-*"
        }
      ]
    })
  }
}

resource "aws_iam_role_policy_attachment" "worker" {
  for_each = {
    vpc   = "arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole"
    trace = "arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess"
  }

  role       = aws_iam_role.worker.name
  policy_arn = each.value
}

resource "aws_lambda_function" "worker" {
  function_name = "worker"
  role          = aws_iam_role.worker.arn
  runtime       = "python3.12"
  handler       = "main.handler"
  s3_bucket     = "code"
  s3_key        = "worker.zip"

  vpc_config {
    subnet_ids         = ["subnet-11112222"]
    security_group_ids = ["sg-11112222"]
  }

  tracing_config {
    mode = "Active"
  }

  environment {
    variables = {
      ALERTS = aws_sns_topic.alerts.arn
      QUEUE  = aws_sqs_queue.work.url
      NAME   = aws_lambda_function.other.function_name
    }
  }
}

resource "aws_lambda_event_source_mapping" "work" {
  event_source_arn = aws_sqs_queue.work.arn
  function_name    = aws_lambda_function.worker.arn
}

resource "aws_iam_role" "unknown" {
  name               = "unknown"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}

resource "aws_iam_role_policy_attachment" "unknown" {
  role       = aws_iam_role.unknown.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonSQSFullAccess"
}

resource "aws_lambda_function" "other" {
  function_name = "other"
  role          = aws_iam_role.unknown.arn
  runtime       = "python3.12"
  handler       = "main.handler"
  s3_bucket     = "code"
  s3_key        = "other.zip"

  dead_letter_config {
    target_arn = aws_sqs_queue.work.arn
  }
}
