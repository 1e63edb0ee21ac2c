locals {
  started = {
    at = timestamp()
  }

  common_tags = {
    Project = "orders"
    # When it was made.
    CreatedAt = formatdate("YYYY-MM-DD", timestamp()) # never the same
  }
}

resource "aws_s3_bucket" "data" {
  bucket = "example-data"
  tags   = merge(local.common_tags, { Run = uuid() })
}

resource "aws_dynamodb_table_item" "first" {
  table_name = "orders"
  hash_key   = "id"
  item = jsonencode({
    id   = { S = "first" }
    at   = { S = formatdate("YYYY-MM-DD'T'hh:mm:ssZ", timestamp()) }
    year = { S = formatdate("YYYY", timestamp()) }
  })
}
