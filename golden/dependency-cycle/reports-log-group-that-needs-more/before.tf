resource "aws_cloudwatch_log_group" "jobs" {
  name = "/aws/lambda/${aws_lambda_function.jobs.function_name}"

  tags = {
    Function = aws_lambda_function.jobs.arn
  }
}

resource "aws_lambda_function" "jobs" {
  function_name = "jobs"
  role          = "arn:aws:iam::123456789012:role/jobs"
  filename      = "jobs.zip"
  handler       = "index.handler"
  runtime       = "python3.12"

  depends_on = [aws_cloudwatch_log_group.jobs]
}
