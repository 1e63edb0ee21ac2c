resource "aws_lambda_layer_version" "common" {
  layer_name          = "common"
  compatible_runtimes = ["nodejs18.x", "nodejs20.x"]
  filename            = "common.zip"
  source_code_hash    = filebase64sha256("common.zip")
}

resource "aws_lambda_layer_version" "tools" {
  layer_name          = "tools"
  compatible_runtimes = ["python3.12"]
  filename            = "tools.zip"
}
