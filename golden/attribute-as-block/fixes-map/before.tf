resource "aws_sns_topic" "alerts" {
  name = "alerts"

  # Who pays.
  tags {
    Team = "platform" # for now
    Cost = "1234"
  }
}

resource "aws_lambda_function" "hello" {
  function_name = "hello"
  role          = "arn:aws:iam::123456789012:role/hello"
  s3_bucket     = "code"
  s3_key        = "hello.zip"
  handler       = "index.handler"
  runtime       = "nodejs20.x"

  environment {
    variables {
      STAGE = "live"
    }
  }
  tags { Team = "platform" }
}
