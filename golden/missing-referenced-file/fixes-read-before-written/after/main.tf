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
  filename         = data.archive_file.orders.output_path
  source_code_hash = data.archive_file.orders.output_base64sha256
  handler          = "index.handler"
  runtime          = "python3.12"
}

resource "aws_s3_object" "orders" {
  bucket = "releases"
  key    = "orders.zip"
  source = data.archive_file.orders.output_path
  etag   = data.archive_file.orders.output_md5
}

resource "local_file" "names" {
  filename = "${path.module}/names.txt"
  content  = "a"
}

output "names" {
  value = split("\n", local_file.names.content)
}
