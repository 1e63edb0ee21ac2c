variable "role_arn" {
  type = string
}

resource "aws_lambda_function" "order_intake" {
  function_name    = "order_intake"
  role             = var.role_arn
  filename         = data.archive_file.order_intake.output_path
  source_code_hash = data.archive_file.order_intake.output_base64sha256
  handler          = "index.handler"
  runtime          = "nodejs20.x"
}

data "archive_file" "order_intake" {
  type        = "zip"
  source_dir  = "${path.module}/functions/order-intake"
  output_path = "${path.module}/order-intake.zip"
}
