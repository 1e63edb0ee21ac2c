resource "aws_lambda_layer_version" "common" {
  layer_name          = "common"
  compatible_runtimes = ["nodejs18.x", "nodejs20.x"]
  filename            = data.archive_file.common.output_path
  source_code_hash    = data.archive_file.common.output_base64sha256
}

data "archive_file" "common" {
  type        = "zip"
  output_path = "${path.module}/common.zip"

  # placeholder: replace with the real packages
  source {
    content  = <<-EOT
      { "description": "placeholder: replace with the real packages" }
    EOT
    filename = "nodejs/package.json"
  }
}

resource "aws_lambda_layer_version" "tools" {
  layer_name          = "tools"
  compatible_runtimes = ["python3.12"]
  filename            = data.archive_file.tools.output_path
  source_code_hash    = data.archive_file.tools.output_base64sha256
}

data "archive_file" "tools" {
  type        = "zip"
  output_path = "${path.module}/tools.zip"

  # placeholder: replace with the real packages
  source {
    content  = <<-EOT
      # placeholder: replace with the real packages
    EOT
    filename = "python/requirements.txt"
  }
}
