resource "aws_s3_bucket" "x" {
  count = 2
}

output "x" {
  value = aws_s3_bucket.x.arn
}
