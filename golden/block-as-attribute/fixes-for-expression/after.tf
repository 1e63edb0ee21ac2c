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

  dynamic "attribute" {
    for_each = var.attributes

    content {
      name = attribute.key
      type = attribute.value
    }
  }

  dynamic "local_secondary_index" {
    for_each = [for index in var.indexes : index if index.hot]

    content {
      name            = "by-${local_secondary_index.value.name}"
      range_key       = local_secondary_index.value.key
      projection_type = "ALL"
    }
  }
}
