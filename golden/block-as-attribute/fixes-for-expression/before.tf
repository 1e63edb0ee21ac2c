variable "attributes" {
  type = map(string)
}

variable "indexes" {
  type = list(object({ name = string, key = string, hot = bool }))
}

resource "aws_dynamodb_table" "items" {
  name         = "items"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute = [for name, type in var.attributes : { name = name, type = type }]

  local_secondary_index = [
    for index in var.indexes : {
      name            = "by-${index.name}"
      range_key       = index.key
      projection_type = "ALL"
    } if index.hot
  ]
}
