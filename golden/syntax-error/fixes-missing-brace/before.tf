resource "aws_s3_bucket" "logs" {
  bucket = "logs"

  tags = {
    Name = "logs"

  force_destroy = true

# Who may read.
resource "aws_iam_role" "reader" {
  name               = "reader"
  assume_role_policy = "{}"
}
