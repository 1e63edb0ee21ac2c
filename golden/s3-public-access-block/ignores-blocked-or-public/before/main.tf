resource "aws_s3_bucket" "blocked" {
  bucket = "example-blocked"
}

resource "aws_s3_bucket_public_access_block" "blocked" {
  bucket              = aws_s3_bucket.blocked.id
  block_public_policy = true
}

resource "aws_s3_bucket" "named" {
  bucket = "example-named"
}

resource "aws_s3_bucket_public_access_block" "named" {
  bucket = "example-named"
}

resource "aws_s3_bucket" "site" {
  bucket = "example-site"
}

resource "aws_s3_bucket_website_configuration" "site" {
  bucket = aws_s3_bucket.site.id

  index_document {
    suffix = "index.html"
  }
}

resource "aws_s3_bucket" "open" {
  bucket = "example-open"
}

resource "aws_s3_bucket_policy" "open" {
  bucket = aws_s3_bucket.open.id
  policy = data.aws_iam_policy_document.open.json
}

data "aws_iam_policy_document" "open" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["${aws_s3_bucket.open.arn}/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
}

resource "aws_s3_bucket" "passed" {
  bucket = "example-passed"
}

module "blocks" {
  source = "./blocks"
  bucket = aws_s3_bucket.passed.id
}
