resource "aws_s3_bucket_lifecycle_configuration" "logs" {
  bucket = "example-logs"

  rule {
    id     = "expire" # for good
    status = "Enabled"
    expiration {
      days = 90
    }
  }

  # The second one has no arguments of its own.
  rule {
    expiration {
      days = 1
    }

    # Below.
    id     = "tail"
    status = "Enabled"
  }

  dynamic "rule" {
    for_each = var.rules
    content {
      id     = rule.key
      status = "Enabled"

      noncurrent_version_expiration {
        noncurrent_days = rule.value
      }
    }
  }
}

variable "rules" {
  type    = map(number)
  default = {}
}
