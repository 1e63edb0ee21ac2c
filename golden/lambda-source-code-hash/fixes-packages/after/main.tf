data "archive_file" "api" {
  count       = 1
  type        = "zip"
  source_dir  = "src"
  output_path = "api.zip"
}

resource "aws_lambda_layer_version" "libraries" {
  layer_name       = "libraries"
  filename         = data.archive_file.api[0].output_path
  source_code_hash = data.archive_file.api[0].output_base64sha256
}

resource "aws_lambda_function" "shipped" {
  function_name    = "shipped"
  role             = "arn:aws:iam::123456789012:role/shipped"
  filename         = "${path.module}/shipped.zip" # by hand
  source_code_hash = filebase64sha256("${path.module}/shipped.zip")
  handler          = "index.handler"
  runtime          = "python3.12"
}

data "archive_file" "worker" {
  type        = "zip"
  source_dir  = "worker"
  output_path = "${path.module}/worker.zip"
}

resource "aws_lambda_layer_version" "worker" {
  layer_name       = "worker"
  filename         = "worker.zip"
  source_code_hash = data.archive_file.worker.output_base64sha256
}
