variable "package" {
  type    = string
  default = "api.zip"
}

data "archive_file" "api" {
  type        = "zip"
  source_dir  = "src"
  output_path = "api.zip"
}

resource "aws_lambda_layer_version" "hashed" {
  layer_name       = "hashed"
  filename         = data.archive_file.api.output_path
  source_code_hash = data.archive_file.api.output_base64sha256
}

resource "aws_lambda_layer_version" "given" {
  layer_name = "given"
  filename   = var.package
}

resource "aws_lambda_layer_version" "missing" {
  layer_name = "missing"
  filename   = "missing.zip"
}

resource "aws_lambda_layer_version" "deployed_otherwise" {
  layer_name = "deployed_otherwise"
  filename   = data.archive_file.api.output_path

  lifecycle {
    ignore_changes = all
  }
}

data "archive_file" "each" {
  for_each    = toset(["each"])
  type        = "zip"
  source_dir  = each.key
  output_path = "each.zip"
}

resource "aws_lambda_layer_version" "each" {
  layer_name = "each"
  filename   = "each.zip"
}
