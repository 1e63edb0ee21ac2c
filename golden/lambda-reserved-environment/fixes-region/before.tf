resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::111122223333:role/orders"
  handler       = "orders.handler"
  runtime       = "python3.12"
  filename      = "orders.zip"

  environment {
    variables = merge({
      # Where the table is.
      TABLE_NAME         = "orders"
      AWS_DEFAULT_REGION = data.aws_region.current.name
      AWS_REGION         = data.aws_region.current.name
    }, var.more)
  }
}

data "aws_region" "current" {}

variable "more" {
  type    = map(string)
  default = {}
}
