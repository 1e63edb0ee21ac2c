resource "aws_s3_bucket" "logs" {
  bucket = "example-logs"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "logs" {
  bucket = aws_s3_bucket.logs.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256" # ours
    }
  }
}

resource "aws_kms_key" "logs" {
  enable_key_rotation = true
}

resource "aws_alb" "web" {
  name = "web"

  access_logs {
    bucket  = aws_s3_bucket.logs.id
    enabled = true
  }
}
