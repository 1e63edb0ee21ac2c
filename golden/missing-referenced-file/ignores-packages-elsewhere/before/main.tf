variable "role_arn" {
  type = string
}

resource "aws_lambda_function" "s3" {
  function_name = "s3"
  role          = var.role_arn
  s3_bucket     = "releases"
  s3_key        = "s3.zip"
  handler       = "index.handler"
  runtime       = "python3.12"
}

resource "aws_lambda_function" "image" {
  function_name = "image"
  role          = var.role_arn
  package_type  = "Image"
  image_uri     = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/image:1"
}

resource "aws_lambda_function" "tmp" {
  function_name    = "tmp"
  role             = var.role_arn
  filename         = "/tmp/tmp.zip"
  source_code_hash = filebase64sha256("/tmp/tmp.zip")
  handler          = "index.handler"
  runtime          = "python3.12"
}

resource "aws_lambda_function" "up" {
  function_name    = "up"
  role             = var.role_arn
  filename         = "../build/up.zip"
  source_code_hash = filebase64sha256("../build/up.zip")
  handler          = "index.handler"
  runtime          = "python3.12"
}

resource "aws_lambda_function" "hidden" {
  function_name    = "hidden"
  role             = var.role_arn
  filename         = ".terraform/hidden.zip"
  source_code_hash = filebase64sha256(".terraform/hidden.zip")
  handler          = "index.handler"
  runtime          = "python3.12"
}
