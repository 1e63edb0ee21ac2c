variable "stage" {
  type = string
}

resource "aws_cloudwatch_log_group" "jobs" {
  name = format("/aws/lambda/%s", aws_lambda_function.jobs.function_name)
}

resource "aws_lambda_function" "jobs" {
  function_name = "${var.stage}-jobs"
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
