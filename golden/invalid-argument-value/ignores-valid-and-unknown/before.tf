variable "mode" {
  type = string
}

resource "aws_dynamodb_table" "items" {
  name         = "items"
  billing_mode = var.mode
  table_class  = "SOMETHING_NEW"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }

  global_secondary_index {
    name            = "by-${var.mode}"
    hash_key        = "id"
    projection_type = upper("all")
  }
}

resource "aws_lb" "main" {
  load_balancer_type = "application"
}
