resource "aws_api_gateway_method" "get" {
  rest_api_id = "a1b2c3"
  resource_id = "d4e5f6"
  http_method = "GET"
}

variable "indexes" {
  type = set(string)
}

resource "aws_dynamodb_table" "items" {
  name     = "items"
  hash_key = "id"

  attribute {
    name = "id"
    type = "S"
  }

  dynamic "local_secondary_index" {
    for_each = var.indexes
    content {
      name      = local_secondary_index.value
      range_key = local_secondary_index.value
    }
  }
}
