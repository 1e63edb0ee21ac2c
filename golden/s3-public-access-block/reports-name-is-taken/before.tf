resource "aws_s3_bucket" "data" {
  bucket = "example-data"
}

resource "aws_s3_bucket" "other" {
  bucket = "example-other"
}

resource "aws_s3_bucket_public_access_block" "data" {
  bucket = aws_s3_bucket.other.id
}
