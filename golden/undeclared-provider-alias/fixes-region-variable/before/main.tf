resource "aws_s3_bucket" "replica" {
  provider = aws.replica

  bucket_prefix = "replica"
}

resource "aws_s3_bucket" "archive" {
  provider = aws.archive

  bucket_prefix = "archive"
}
