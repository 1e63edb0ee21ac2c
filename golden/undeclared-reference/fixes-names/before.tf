resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_security_group" "instances" {
  count = 2

  vpc_id = aws_vpc.this.id
}

resource "aws_s3_bucket" "logs" {
  bucket_prefix = "logs"
}

resource "aws_s3_bucket" "documents" {
  bucket_prefix = "documents"
}

resource "aws_s3_bucket_versioning" "logs" {
  bucket = aws_s3_bucket.logs_bucket.id

  versioning_configuration {
    status = "Enabled"
  }

  depends_on = [aws_security_group.instance]
}

output "groups" {
  value = [aws_security_group.instance[0].id, aws_security_group.instance.*.id, aws_s3_bucket.documets.arn]
}
