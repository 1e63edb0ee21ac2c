resource "aws_dynamodb_table" "orders" {
  name           = "orders"
  read_capacity  = 10
  write_capacity = 10
  hash_key       = "id"

  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_dynamodb_table" "mixed" {
  count          = 2
  name           = "mixed-${count.index}"
  billing_mode   = count.index == 0 ? "PROVISIONED" : "PAY_PER_REQUEST"
  read_capacity  = count.index == 0 ? 10 : null
  write_capacity = count.index == 0 ? 10 : null
  hash_key       = "id"

  attribute {
    name = "id"
    type = "S"
  }
}
