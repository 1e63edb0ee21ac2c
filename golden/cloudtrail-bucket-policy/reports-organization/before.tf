resource "aws_s3_bucket" "audit" {
  bucket = "audit"
}

resource "aws_cloudtrail" "audit" {
  name                  = "audit"
  s3_bucket_name        = aws_s3_bucket.audit.id
  is_organization_trail = true
}
