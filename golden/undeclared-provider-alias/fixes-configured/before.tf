provider "aws" {
  region = "eu-west-1"
}

resource "aws_s3_bucket" "replica" {
  provider = aws.replica

  bucket_prefix = "replica"
}
