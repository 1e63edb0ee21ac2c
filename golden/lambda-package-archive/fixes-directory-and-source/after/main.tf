resource "aws_lambda_function" "orders" {
  function_name    = "orders"
  role             = "arn:aws:iam::210987654321:role/orders"
  filename         = data.archive_file.orders.output_path
  source_code_hash = data.archive_file.orders.output_base64sha256
  handler          = "index.handler"
  runtime          = "nodejs22.x"
}

data "archive_file" "orders" {
  type        = "zip"
  source_dir  = "${path.module}/src"
  output_path = "${path.module}/src.zip"
}

resource "aws_lambda_function" "report" {
  function_name    = "report"
  role             = "arn:aws:iam::210987654321:role/report"
  filename         = data.archive_file.report.output_path
  source_code_hash = data.archive_file.report.output_base64sha256
  handler          = "report.run"
  runtime          = "python3.13"
}

data "archive_file" "report" {
  type        = "zip"
  source_file = "${path.module}/report.py"
  output_path = "${path.module}/report.zip"
}

resource "aws_lambda_layer_version" "deps" {
  layer_name          = "deps"
  filename            = data.archive_file.deps.output_path
  source_code_hash    = data.archive_file.deps.output_base64sha256
  compatible_runtimes = ["python3.13"]
}

data "archive_file" "deps" {
  type        = "zip"
  source_dir  = "${path.module}/layers/deps"
  output_path = "${path.module}/layers/deps.zip"
}
