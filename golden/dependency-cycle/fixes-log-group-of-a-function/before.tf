variable "stage" {
  type = string
}

resource "aws_cloudwatch_log_group" "jobs" {
  name = "/aws/lambda/${aws_lambda_function.jobs.function_name}"
}

resource "aws_lambda_function" "jobs" {
  function_name = format("%s-jobs", var.stage)
  role          = "arn:aws:iam::123456789012:role/jobs"
  filename      = "jobs.zip"
  handler       = "index.handler"
  runtime       = "python3.12"

  environment {
    variables = {
      LOG_GROUP = aws_cloudwatch_log_group.jobs.name
    }
  }
}
