locals {
  started = {
    at = timestamp()
  }

  common_tags = {
    Project = "orders"
    # When it was made.
  }
}

resource "aws_s3_bucket" "data" {
  bucket = "example-data"
  tags   = local.common_tags
}

resource "aws_dynamodb_table_item" "first" {
  table_name = "orders"
  hash_key   = "id"
  item = jsonencode({
    id   = { S = "first" }
    at   = { S = "2025-01-01T00:00:00Z" }
    year = { S = formatdate("YYYY", "2025-01-01T00:00:00Z") }
  })
}
