resource "aws_lb" "main" {
  name                       = "main"
  drop_invalid_header_fields = true
}

resource "aws_dynamodb_table" "items" {
  name                        = "items"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "id"
  deletion_protection_enabled = true

  attribute {
    name = "id"
    type = "S"
  }
}
