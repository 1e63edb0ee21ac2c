resource "aws_s3_bucket_lifecycle_configuration" "logs" {
  rule {
    id     = "expire"
    status = "Enabled"

    filter {}

    expiration {
      days = 30
    }
  }
}
