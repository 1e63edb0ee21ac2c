variable "bucket" {
  type = string
}

variable "policy" {
  type = string
}

resource "aws_cloudtrail" "elsewhere" {
  name           = "elsewhere"
  s3_bucket_name = var.bucket
}

resource "aws_s3_bucket" "audit" {
  bucket = "audit"
}

resource "aws_s3_bucket_policy" "audit" {
  bucket = aws_s3_bucket.audit.id
  policy = var.policy
}

resource "aws_cloudtrail" "audit" {
  name           = "audit"
  s3_bucket_name = aws_s3_bucket.audit.id
}

resource "aws_s3_bucket" "named" {
  bucket = "named"
}

resource "aws_s3_bucket_policy" "named" {
  bucket = aws_s3_bucket.named.id
  policy = jsonencode({
    Statement = [
      { Effect = "Allow", Principal = { Service = "cloudtrail.amazonaws.com" }, Action = "s3:*", Resource = "*" }
    ]
  })
}

resource "aws_cloudtrail" "named" {
  name           = "named"
  s3_bucket_name = aws_s3_bucket_policy.named.bucket
}
