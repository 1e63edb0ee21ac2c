variable "forced" {
  type    = bool
  default = false
}

resource "aws_s3_bucket" "reports" {
  bucket_prefix = "reports-"
  force_destroy = var.forced
}

resource "aws_s3_bucket" "logs" {
  for_each = toset(["a", "b"])
  bucket   = "logs-${each.key}"
}

resource "aws_backup_vault" "main" {
  name = "main"
}

resource "aws_secretsmanager_secret" "token" {
  name                    = "token"
  recovery_window_in_days = 7
}
