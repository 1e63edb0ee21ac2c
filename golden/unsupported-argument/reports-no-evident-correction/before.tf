resource "aws_flow_log" "both" {
  vpc_id              = "vpc-0123456789abcdef0"
  traffic_type        = "ALL"
  log_destination     = "arn:aws:s3:::flow-logs"
  log_destination_arn = "arn:aws:s3:::more-flow-logs"
}

resource "aws_cloudfront_distribution" "site" {
  response_headers_policy_id = "0123"
}

resource "aws_sqs_queue" "jobs" {
  name     = "jobs"
  colour   = "blue"
  priority = 1
}

resource "aws_lambda_function" "hello" {
  function_name = "hello"
  role          = "arn:aws:iam::123456789012:role/hello"
  inline_code   = "exports.handler = async () => 1"
}
