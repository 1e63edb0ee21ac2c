resource "aws_s3_bucket" "data" {
  for_each = toset(["a", "b"])
  provider = aws.west
  bucket   = "example-${each.key}"
}

# For the logs.
resource "aws_s3_bucket_policy" "data" {
  bucket = aws_s3_bucket.data["a"].id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = "${aws_s3_bucket.data["a"].arn}/*"
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })
}

provider "aws" {
  alias  = "west"
  region = "us-west-2"
}
