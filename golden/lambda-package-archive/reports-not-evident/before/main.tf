resource "aws_lambda_function" "report" {
  function_name = "report"
  role          = "arn:aws:iam::210987654321:role/report"
  filename      = "report.py"
  handler       = "index.handler"
  runtime       = "python3.13"
}

resource "aws_lambda_function" "tool" {
  function_name = "tool"
  role          = "arn:aws:iam::210987654321:role/tool"
  filename      = "main.go"
  handler       = "bootstrap"
  runtime       = "provided.al2023"
}
