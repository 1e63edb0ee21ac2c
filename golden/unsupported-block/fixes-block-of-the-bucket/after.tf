resource "aws_s3_bucket_server_side_encryption_configuration" "logs" {
  bucket = "logs"

  # With the key of the bucket.
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "aws:kms"
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "logs" {
  bucket = "logs"

  rule {
    id     = "old"
    status = "Enabled"

    expiration {
      days = 30
    }
  }
}
