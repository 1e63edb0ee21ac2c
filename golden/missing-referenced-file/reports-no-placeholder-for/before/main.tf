variable "role_arn" {
  type = string
}

resource "aws_lambda_function" "billing" {
  function_name    = "billing"
  role             = var.role_arn
  filename         = "billing.jar"
  source_code_hash = filebase64sha256("billing.jar")
  handler          = "com.example.Billing::handle"
  runtime          = "java21"
}

resource "aws_lambda_function" "opaque" {
  function_name    = "opaque"
  role             = var.role_arn
  filename         = "opaque.zip"
  source_code_hash = filebase64sha256("opaque.zip")
  handler          = "run"
  runtime          = "python3.12"
}

resource "aws_lambda_layer_version" "common" {
  layer_name       = "common"
  filename         = "common.zip"
  source_code_hash = filebase64sha256("common.zip")
}

data "archive_file" "assets" {
  type        = "zip"
  source_dir  = "${path.module}/assets"
  output_path = "${path.module}/assets.zip"
}

resource "aws_iam_policy" "p" {
  name   = "p"
  policy = file("${path.module}/policy.json")
}

resource "aws_key_pair" "k" {
  public_key = file("id.pub")
}
