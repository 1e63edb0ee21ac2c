variable "live" {
  type = bool
}

resource "aws_dynamodb_table" "items" {
  name         = "items"
  billing_mode = var.live ? "provisioned" : "on-demand" # by stage
  hash_key     = "id"

  attribute {
    name = "id"
    type = "String"
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "logs" {
  bucket = "logs"

  rule {
    id     = "old"
    status = "enabled"

    transition {
      days          = 90
      storage_class = "GLACIER_DEEP_ARCHIVE"
    }
  }
}
