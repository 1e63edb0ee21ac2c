resource "aws_s3_bucket" "x" {
  count = 1
}
