resource "aws_lambda_function" "hello" {
  function_name = "hello"
  role          = "arn:aws:iam::123456789012:role/hello"
  filename      = "hello.zip"

  tracing_config {
    mode = "Active"
  }

  vpc_config {
    subnet_ids = ["subnet-0123456789abcdef0"]
  }

  vpc_config {
    security_group_ids = ["sg-0123456789abcdef0"]
  }

  tracing_config {
    mode = "Active"
  }
}
