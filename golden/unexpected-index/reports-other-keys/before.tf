resource "aws_s3_bucket" "logs" {
  bucket = "logs"
}

output "logs" {
  value = [aws_s3_bucket.logs["a"].arn, aws_s3_bucket.logs[1].arn]
}
