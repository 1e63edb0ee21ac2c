data "archive_file" "hello" {
  type        = "zip"
  output_path = "${path.module}/hello.zip"

  source {
    content  = <<-EOF
      def handler(event, context):
          return "hello"
    EOF
    filename = "index.py"
  }
}

resource "aws_lambda_function" "hello" {
  function_name    = "hello"
  filename         = data.archive_file.hello.output_path
  role             = "arn:aws:iam::123456789012:role/hello"
  runtime          = "python3.12"
  handler          = "index.handler"
  source_code_hash = data.archive_file.hello.output_base64sha256
}

data "archive_file" "old" {
  type        = "zip"
  output_path = "${path.module}/old.zip"

  source {
    content  = <<EOF
exports.handler = async () => 1;
EOF
    filename = "index.js"
  }
}

resource "aws_lambda_function" "old" {
  function_name    = "old"
  filename         = data.archive_file.old.output_path
  role             = "arn:aws:iam::123456789012:role/hello"
  runtime          = "nodejs20.x"
  handler          = "index.handler"
  source_code_hash = data.archive_file.old.output_base64sha256
}
