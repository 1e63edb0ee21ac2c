resource "aws_lb" "main" {
  name                              = "main"
  enable_drop_invalid_header_fields = true
}

resource "aws_dynamodb_table" "items" {
  name                = "items"
  billingMode         = "PAY_PER_REQUEST"
  hash_key            = "id"
  deletion_protection = true

  attribute {
    name = "id"
    typ  = "S"
  }
}
