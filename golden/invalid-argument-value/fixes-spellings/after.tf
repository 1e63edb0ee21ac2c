variable "live" {
  type = bool
}

resource "aws_dynamodb_table" "items" {
  name         = "items"
  billing_mode = var.live ? "PROVISIONED" : "PAY_PER_REQUEST" # by stage
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "logs" {
  bucket = "logs"

  rule {
    id     = "old"
    status = "Enabled"

    transition {
      days          = 90
      storage_class = "DEEP_ARCHIVE"
    }
  }
}
