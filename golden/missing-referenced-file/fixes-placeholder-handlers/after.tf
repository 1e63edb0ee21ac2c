variable "role_arn" {
  type = string
}

resource "aws_lambda_function" "orders" {
  function_name    = "orders"
  role             = var.role_arn
  filename         = data.archive_file.lambda_python.output_path
  source_code_hash = data.archive_file.lambda_python.output_base64sha256
  handler          = "index.handler"
  runtime          = "python3.12"
}

data "archive_file" "lambda_python" {
  type        = "zip"
  output_path = "${path.module}/lambda_python.zip"

  # placeholder: replace with the real handler
  source {
    content  = <<-EOT
      # placeholder: replace with the real handler
      def handler(event, context):
          raise NotImplementedError("placeholder: replace with the real handler")


      def totals(event, context):
          raise NotImplementedError("placeholder: replace with the real handler")
    EOT
    filename = "index.py"
  }
}

resource "aws_lambda_function" "refunds" {
  function_name    = "refunds"
  role             = var.role_arn
  filename         = data.archive_file.lambda_nodejs.output_path
  source_code_hash = data.archive_file.lambda_nodejs.output_base64sha256
  handler          = "index.handler"
  runtime          = "nodejs20.x"
}

data "archive_file" "lambda_nodejs" {
  type        = "zip"
  output_path = "${path.module}/lambda_nodejs.zip"

  # placeholder: replace with the real handler
  source {
    content  = <<-EOT
      // placeholder: replace with the real handler
      exports.handler = async () => {
        throw new Error("placeholder: replace with the real handler");
      };
    EOT
    filename = "index.js"
  }
}

resource "aws_lambda_function" "totals" {
  function_name    = "totals"
  role             = var.role_arn
  filename         = data.archive_file.lambda_python.output_path
  source_code_hash = data.archive_file.lambda_python.output_base64sha256
  handler          = "index.totals"
  runtime          = "python3.12"
}

resource "aws_lambda_function" "mail" {
  function_name    = "mail"
  role             = var.role_arn
  filename         = data.archive_file.mail.output_path
  source_code_hash = data.archive_file.mail.output_base64sha256
  handler          = "pkg/send.run"
  runtime          = "python3.12"
}

data "archive_file" "mail" {
  type        = "zip"
  output_path = "${path.module}/mail.zip"

  # placeholder: replace with the real handler
  source {
    content  = <<-EOT
      # placeholder: replace with the real handler
      def run(event, context):
          raise NotImplementedError("placeholder: replace with the real handler")
    EOT
    filename = "pkg/send.py"
  }
}
