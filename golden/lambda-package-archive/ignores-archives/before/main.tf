variable "package" {
  type = string
}

resource "aws_lambda_function" "built" {
  function_name = "built"
  role          = "arn:aws:iam::210987654321:role/built"
  filename      = "built.zip"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
}

resource "aws_lambda_function" "passed" {
  function_name = "passed"
  role          = "arn:aws:iam::210987654321:role/passed"
  filename      = var.package
  handler       = "index.handler"
  runtime       = "nodejs22.x"
}

resource "aws_lambda_function" "absent" {
  function_name = "absent"
  role          = "arn:aws:iam::210987654321:role/absent"
  filename      = "absent"
  handler       = "absent.handler"
  runtime       = "python3.13"
}
