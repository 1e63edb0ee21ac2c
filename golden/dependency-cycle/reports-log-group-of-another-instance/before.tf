resource "aws_cloudwatch_log_group" "each" {
  name = "/aws/lambda/${aws_lambda_function.each["a"].function_name}"
}

resource "aws_lambda_function" "each" {
  for_each = toset(["a", "b"])

  function_name = "app-${each.key}"
  role          = "arn:aws:iam::123456789012:role/jobs"
  filename      = "jobs.zip"
  handler       = "index.handler"
  runtime       = "python3.12"

  depends_on = [aws_cloudwatch_log_group.each]
}
