variable "bucket" {
  type = string
}

resource "aws_s3_bucket" "here" {
  bucket = "example-here"
}

resource "aws_s3_bucket_public_access_block" "given" {
  bucket = var.bucket
}
