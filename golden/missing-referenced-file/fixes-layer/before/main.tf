resource "aws_lambda_layer_version" "common" {
  layer_name       = "common"
  filename         = "common-layer.zip"
  source_code_hash = filebase64sha256("common-layer.zip")
}
