resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_iam_role" "worker" {
  name               = "worker"
  assume_role_policy = "{}"
}

resource "aws_security_group" "functions" {
  name   = "functions"
  vpc_id = aws_vpc.main.id
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = aws_iam_role.worker.arn
  filename      = "orders.zip"
  handler       = "index.handler"
  runtime       = "python3.12"
}
