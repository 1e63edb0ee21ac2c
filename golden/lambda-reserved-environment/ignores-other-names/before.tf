resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::111122223333:role/orders"
  handler       = "orders.handler"
  runtime       = "python3.12"
  filename      = "orders.zip"

  environment {
    variables = {
      REGION                          = "eu-west-1"
      AWS_ACCOUNT_ID                  = "111122223333"
      AWS_NODEJS_CONNECTION_REUSE_ENABLED = "1"
      AWS_LAMBDA_EXEC_WRAPPER         = "/opt/bootstrap"
    }
  }
}
