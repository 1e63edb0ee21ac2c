resource "aws_dynamodb_table" "metrics" {
  name         = "metrics"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  range_key    = "timestamp"

  attribute {
    name = "id"
    type = "S"
  }
}
