resource "aws_sqs_queue" "dead" {
  name = "dead"
}

resource "aws_sns_topic" "done" {
  for_each = toset(["eu", "us"])

  name = "done-${each.key}"
}

resource "aws_iam_role" "job" {
  name               = "job"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}

resource "aws_iam_role_policy" "job_logs" {
  name   = "logs"
  role   = aws_iam_role.job.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "logs:*", Resource = "*" }] })
}

resource "aws_iam_role_policy" "job_metrics" {
  name   = "metrics"
  role   = aws_iam_role.job.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "cloudwatch:*", Resource = "*" }] })
}

resource "aws_lambda_function" "job" {
  function_name = "job"
  role          = aws_iam_role.job.arn
  runtime       = "python3.12"
  handler       = "main.handler"
  s3_bucket     = "code"
  s3_key        = "job.zip"

  dead_letter_config {
    target_arn = aws_sqs_queue.dead.arn
  }

  environment {
    variables = {
      DONE = aws_sns_topic.done["eu"].arn
    }
  }
}

resource "aws_iam_role" "inline" {
  name               = "inline"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })

  inline_policy {
    name   = "logs"
    policy = data.aws_iam_policy_document.logs.json
  }
}

data "aws_iam_policy_document" "logs" {
  statement {
    actions   = ["logs:*"]
    resources = ["*"]
  }
}

# Others have the document as well.
output "logs" {
  value = data.aws_iam_policy_document.logs.json
}

resource "aws_lambda_function" "inline" {
  function_name = "inline"
  role          = aws_iam_role.inline.arn
  runtime       = "python3.12"
  handler       = "main.handler"
  s3_bucket     = "code"
  s3_key        = "inline.zip"

  dead_letter_config {
    target_arn = aws_sqs_queue.dead.arn
  }
}
