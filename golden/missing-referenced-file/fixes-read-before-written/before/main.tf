variable "role_arn" {
  type = string
}

data "archive_file" "orders" {
  type        = "zip"
  source_file = "${path.module}/index.py"
  output_path = "${path.module}/orders.zip"
}

resource "aws_lambda_function" "orders" {
  function_name    = "orders"
  role             = var.role_arn
  filename         = "orders.zip"
  source_code_hash = filebase64sha256("orders.zip")
  handler          = "index.handler"
  runtime          = "python3.12"
}

resource "aws_s3_object" "orders" {
  bucket = "releases"
  key    = "orders.zip"
  source = "${path.module}/orders.zip"
  etag   = filemd5("${path.module}/orders.zip")
}

resource "local_file" "names" {
  filename = "${path.module}/names.txt"
  content  = "a"
}

output "names" {
  value = split("\n", file("names.txt"))
}
