variable "aws_region" {
  type = string
}

data "aws_caller_identity" "current" {}

data "aws_iam_policy_document" "audit" {
  statement {
    sid       = "Acl"
    actions   = ["s3:GetBucketAcl"]
    resources = [aws_s3_bucket.audit.arn]

    principals {
      type        = "Service"
      identifiers = ["cloudtrail.amazonaws.com"]
    }
  }
}

resource "aws_s3_bucket" "audit" {
  bucket = "audit"
}

resource "aws_s3_bucket_policy" "audit" {
  bucket = aws_s3_bucket.audit.bucket
  policy = data.aws_iam_policy_document.audit.json
}

resource "aws_cloudtrail" "audit" {
  name           = "audit"
  s3_bucket_name = aws_s3_bucket.audit.id
  s3_key_prefix  = "trail"
}

resource "aws_s3_bucket" "data" {
  bucket = "data"
}

resource "aws_s3_bucket_public_access_block" "data" {
  bucket = aws_s3_bucket.data.id
}

# Two trails in one bucket.
resource "aws_cloudtrail" "data_write" {
  name           = "data-write"
  s3_bucket_name = aws_s3_bucket.data.id
}

resource "aws_cloudtrail" "data_read" {
  name           = "data-read"
  s3_bucket_name = aws_s3_bucket.data.id

  depends_on = [aws_s3_bucket_public_access_block.data]
}
