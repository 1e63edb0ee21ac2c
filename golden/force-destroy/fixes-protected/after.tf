resource "aws_s3_bucket" "reports" {
  bucket        = "reports"
  force_destroy = false
}

resource "aws_s3_bucket" "logs" {
  bucket = "logs"
}

resource "aws_secretsmanager_secret" "token" {
  name                    = "token"
  recovery_window_in_days = 30
}
