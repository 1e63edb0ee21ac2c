resource "aws_lambda_function" "orders" {
  function_name    = "orders"
  role             = "arn:aws:iam::123456789012:role/orders"
  handler          = "index.handler"
  runtime          = "python3.12"
  filename         = "orders.zip"
  source_code_hash = filesha256("${path.module}/orders.zip")
}
