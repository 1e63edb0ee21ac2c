locals {
  key = "id"
}

resource "aws_dynamodb_table" "locks" {
  name         = "locks"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = local.key
  range_key    = null

  attribute {
    name = "id"
    type = "S"
  }
}
