resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::111122223333:role/orders"
  handler       = "orders.handler"
  runtime       = "python3.12"
  filename      = "orders.zip"
}
