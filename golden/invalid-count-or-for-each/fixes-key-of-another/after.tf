locals {
  layers = ["raw", "curated"]
}

resource "aws_s3_bucket" "lake" {
  for_each = toset(local.layers)
  bucket   = "lake-${each.key}"
}

resource "aws_s3_bucket_public_access_block" "lake" {
  for_each          = toset(local.layers)
  bucket            = aws_s3_bucket.lake[each.key].id
  block_public_acls = true
}
