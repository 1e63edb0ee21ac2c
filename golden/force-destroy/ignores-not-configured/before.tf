resource "aws_s3_bucket" "reports" {
  bucket = "reports"
}

resource "aws_ecr_repository" "api" {
  name         = "api"
  force_delete = true
}
