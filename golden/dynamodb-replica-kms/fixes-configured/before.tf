resource "aws_kms_key" "main" {
  description = "Orders"
}

resource "aws_dynamodb_table" "orders" {
  name         = "orders"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = aws_kms_key.main.arn
  }

  dynamic "replica" {
    for_each = ["eu-west-1"]

    content {
      region_name = replica.value
      kms_key_arn = aws_kms_key.main.arn
    }
  }
}
