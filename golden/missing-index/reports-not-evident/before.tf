variable "enabled" {
  type = bool
}

resource "aws_s3_bucket" "one_or_none" {
  count = var.enabled ? 1 : 0
}

resource "aws_s3_bucket" "several" {
  count = 3
}

resource "aws_s3_bucket" "each" {
  for_each = toset(["a"])
}

resource "aws_s3_bucket_acl" "one" {
  bucket = aws_s3_bucket.one_or_none.id
}

output "name" {
  value = aws_s3_bucket.several.id
}

output "path" {
  value = "s3://${aws_s3_bucket.one_or_none.id}/"
}

output "ids" {
  value = aws_s3_bucket.each.id
}

output "unlike" {
  value = var.enabled ? "" : "${aws_s3_bucket.one_or_none.id}"
}
