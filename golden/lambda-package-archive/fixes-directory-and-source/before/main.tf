resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::210987654321:role/orders"
  filename      = "${path.module}/src"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
}

resource "aws_lambda_function" "report" {
  function_name    = "report"
  role             = "arn:aws:iam::210987654321:role/report"
  filename         = "report.py"
  source_code_hash = filebase64sha256("report.py")
  handler          = "report.run"
  runtime          = "python3.13"
}

resource "aws_lambda_layer_version" "deps" {
  layer_name          = "deps"
  filename            = "layers/deps"
  compatible_runtimes = ["python3.13"]
}
