resource "aws_lambda_function" "jobs" {
  function_name = "jobs"
  role          = "arn:aws:iam::111122223333:role/jobs"
  handler       = "index.handler"
  runtime       = "python3.12"
  s3_bucket     = "packages"
  s3_key        = "jobs.zip"

  environment {
    variables = {
      QUEUE_URL = "https://sqs.eu-west-1.amazonaws.com/111122223333/jobs"
      LEVEL     = "debug"
    }
  }
}

resource "aws_lakeformation_permissions" "reader" {
  principal   = "arn:aws:iam::111122223333:role/reader"
  permissions = ["DESCRIBE"]

  database {
    name = "lake"
  }
}
