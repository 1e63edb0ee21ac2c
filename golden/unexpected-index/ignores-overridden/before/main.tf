resource "aws_s3_bucket" "x" {
}

output "x" {
  value = aws_s3_bucket.x[0].arn
}
