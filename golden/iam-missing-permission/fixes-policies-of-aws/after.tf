data "aws_partition" "current" {}

resource "aws_iam_role" "api" {
  name                = "api"
  assume_role_policy  = jsonencode({ Version = "2012-10-17", Statement = [] })
  managed_policy_arns = ["arn:${data.aws_partition.current.partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole", "arn:${data.aws_partition.current.partition}:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole", "arn:${data.aws_partition.current.partition}:iam::aws:policy/AWSXRayDaemonWriteAccess"]
}

resource "aws_lambda_function" "api" {
  function_name = "api"
  role          = aws_iam_role.api.arn
  runtime       = "python3.12"
  handler       = "main.handler"
  s3_bucket     = "code"
  s3_key        = "api.zip"

  vpc_config {
    subnet_ids         = ["subnet-11112222"]
    security_group_ids = ["sg-11112222"]
  }

  tracing_config {
    mode = "Active"
  }
}

resource "aws_iam_role" "quiet" {
  name               = "quiet"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}

resource "aws_iam_role_policy_attachment" "quiet_logs" {
  role       = aws_iam_role.quiet.name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

resource "aws_lambda_function" "quiet" {
  function_name = "quiet"
  role          = aws_iam_role.quiet.arn
  runtime       = "python3.12"
  handler       = "main.handler"
  s3_bucket     = "code"
  s3_key        = "quiet.zip"
}
