variable "key" {
  type = string
}

variable "attributes" {
  type = map(string)
}

resource "aws_dynamodb_table" "computed" {
  name         = "computed"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = var.key

  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_dynamodb_table" "dynamic" {
  name         = "dynamic"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  dynamic "attribute" {
    for_each = var.attributes
    content {
      name = attribute.key
      type = attribute.value
    }
  }
}

resource "aws_dynamodb_table" "restored" {
  name                = "restored"
  billing_mode        = "PAY_PER_REQUEST"
  hash_key            = "id"
  restore_source_name = "old"
}

resource "aws_dynamodb_table" "right" {
  name         = "right"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }

  attribute {
    name = "at"
    type = "N"
  }

  local_secondary_index {
    name            = "by-time"
    range_key       = "at"
    projection_type = "KEYS_ONLY"
  }
}
