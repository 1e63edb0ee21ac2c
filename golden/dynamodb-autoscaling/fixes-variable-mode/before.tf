variable "mode" {
  type    = string
  default = "PAY_PER_REQUEST"
}

variable "read_units" {
  type    = number
  default = 10
}

resource "aws_dynamodb_table" "orders" {
  name           = "orders"
  billing_mode   = var.mode
  read_capacity  = var.mode == "PROVISIONED" ? var.read_units : null
  write_capacity = var.mode == "PROVISIONED" ? 50 : null
  hash_key       = "id"

  attribute {
    name = "id"
    type = "S"
  }

  attribute {
    name = "customer"
    type = "S"
  }

  global_secondary_index {
    name            = "by-customer"
    hash_key        = "customer"
    projection_type = "ALL"
    read_capacity   = var.mode == "PROVISIONED" ? 5 : null
    write_capacity  = var.mode == "PROVISIONED" ? 5 : null
  }

  lifecycle {
    prevent_destroy = true
  }
}
