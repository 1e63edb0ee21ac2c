resource "aws_flow_log" "main" {
  vpc_id       = "vpc-0123456789abcdef0"
  traffic_type = "ALL"
  # Kept for a year.
  log_destination = "arn:aws:s3:::flow-logs" # the bucket
}

resource "aws_api_gateway_method" "get" {
  rest_api_id   = "a1b2c3"
  resource_id   = "d4e5f6"
  http_method   = "GET"
  authorization = "NONE"
}

data "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
