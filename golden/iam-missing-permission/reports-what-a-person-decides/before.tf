resource "aws_dynamodb_table" "orders" {
  name     = "orders"
  hash_key = "id"

  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_sqs_queue" "work" {
  name = "work"
}

resource "aws_iam_role" "api" {
  name                = "api"
  assume_role_policy  = jsonencode({ Version = "2012-10-17", Statement = [] })
  managed_policy_arns = ["arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"]
}

resource "aws_lambda_function" "api" {
  function_name = "api"
  role          = aws_iam_role.api.arn
  runtime       = "python3.12"
  handler       = "main.handler"
  s3_bucket     = "code"
  s3_key        = "api.zip"

  environment {
    variables = {
      ORDERS = aws_dynamodb_table.orders.name
    }
  }
}

resource "aws_iam_role" "workers" {
  for_each = toset(["a", "b"])

  name                = each.key
  assume_role_policy  = jsonencode({ Version = "2012-10-17", Statement = [] })
  managed_policy_arns = ["arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"]
}

resource "aws_lambda_function" "worker" {
  function_name = "worker"
  role          = aws_iam_role.workers["a"].arn
  runtime       = "python3.12"
  handler       = "main.handler"
  s3_bucket     = "code"
  s3_key        = "worker.zip"
}

resource "aws_lambda_event_source_mapping" "work" {
  event_source_arn = aws_sqs_queue.work.arn
  function_name    = aws_lambda_function.worker.arn
}
