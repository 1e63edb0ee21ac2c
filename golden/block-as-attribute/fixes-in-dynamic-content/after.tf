variable "rules" {
  type = map(string)
}

resource "aws_s3_bucket_lifecycle_configuration" "logs" {
  bucket = "logs"

  dynamic "rule" {
    for_each = var.rules
    content {
      id     = rule.key
      status = "Enabled"

      filter {
        prefix = rule.value
      }
      expiration {
        days = 7
      }
    }
  }
}
