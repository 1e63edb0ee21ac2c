resource "aws_lambda_function" "hello" {
  function_name = "hello"
  role          = "arn:aws:iam::123456789012:role/hello"
  runtime       = "python3.12"
  handler       = "index.handler"

  inline_code = <<-EOF
    def handler(event, context):
        return "hello"
  EOF
}

resource "aws_lambda_function" "old" {
  function_name = "old"
  role          = "arn:aws:iam::123456789012:role/hello"
  runtime       = "nodejs20.x"
  handler       = "index.handler"
  zip_file      = <<EOF
exports.handler = async () => 1;
EOF
}
