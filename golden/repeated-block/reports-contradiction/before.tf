resource "aws_lambda_function" "hello" {
  function_name = "hello"
  role          = "arn:aws:iam::123456789012:role/hello"
  filename      = "hello.zip"

  tracing_config {
    mode = "Active"
  }

  tracing_config {
    mode = "PassThrough"
  }
}
