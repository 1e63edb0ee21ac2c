resource "aws_lambda_layer_version" "common" {
  layer_name       = "common"
  filename         = data.archive_file.common.output_path
  source_code_hash = data.archive_file.common.output_base64sha256
}

data "archive_file" "common" {
  type        = "zip"
  source_dir  = "${path.module}/layers/common"
  output_path = "${path.module}/common-layer.zip"
}
