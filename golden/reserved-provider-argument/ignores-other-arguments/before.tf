provider "aws" {
  alias   = "x"
  version = "~> 5.0"
  region  = "us-east-1"

  default_tags {
    tags = { source = "x", count = 1 }
  }
}

resource "aws_s3_bucket" "b" {
  count      = 1
  depends_on = [aws_s3_bucket.c]
}

resource "aws_s3_bucket" "c" {
}
