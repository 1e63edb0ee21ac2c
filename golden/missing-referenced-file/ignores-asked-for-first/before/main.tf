variable "role_arn" {
  type = string
}

locals {
  zip  = fileexists("orders.zip") ? filebase64sha256("orders.zip") : null
  page = try(file("page.html"), "none")
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = var.role_arn
  filename      = "orders.zip"
  handler       = "index.handler"
  runtime       = "python3.12"
  count = fileexists("orders.zip") ? 1 : 0
}
