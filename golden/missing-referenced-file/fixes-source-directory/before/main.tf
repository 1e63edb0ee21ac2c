variable "role_arn" {
  type = string
}

resource "aws_lambda_function" "order_intake" {
  function_name    = "order_intake"
  role             = var.role_arn
  filename         = "order-intake.zip"
  source_code_hash = filebase64sha256("order-intake.zip")
  handler          = "index.handler"
  runtime          = "nodejs20.x"
}
