resource "aws_s3_bucket" /* of all logs */ "logs" {
}
