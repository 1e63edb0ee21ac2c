resource "aws_s3_bucket_lifecycle_configuration" "logs" {
  bucket = "example-logs"

  rule {
    id     = "expire"
    status = "Enabled"

    expiration {
      days = 90
    }
  }
}
