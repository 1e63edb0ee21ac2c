resource "aws_s3_bucket" "logs" {
  count  = 1
  bucket = "example-logs"
}

resource "aws_cloudfront_distribution" "site" {
  enabled = true

  logging_config {
    bucket = aws_s3_bucket.logs[0].bucket_domain_name
  }

  depends_on = [
    aws_s3_bucket.logs, # first of all
  ]
}
