variable "functions" {
  type = map(string)
}

resource "aws_cloudwatch_log_group" "each" {
  for_each = var.functions

  name = "/aws/lambda/${aws_lambda_function.each[each.key].function_name}"
}

resource "aws_lambda_function" "each" {
  for_each = var.functions

  function_name = "app-${each.key}"
  role          = "arn:aws:iam::123456789012:role/jobs"
  filename      = "jobs.zip"
  handler       = each.value
  runtime       = "python3.12"

  depends_on = [aws_cloudwatch_log_group.each]
}
