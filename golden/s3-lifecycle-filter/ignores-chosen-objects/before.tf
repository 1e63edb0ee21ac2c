variable "prefix" {
  type    = string
  default = null
}

resource "aws_s3_bucket_lifecycle_configuration" "logs" {
  bucket = "example-logs"

  rule {
    id     = "old"
    status = "Enabled"
    prefix = var.prefix

    expiration {
      days = 90
    }
  }

  rule {
    id     = "all"
    status = "Enabled"

    filter {}

    expiration {
      days = 90
    }
  }

  rule {
    id     = "some"
    status = "Enabled"

    dynamic "filter" {
      for_each = [var.prefix]

      content {
        prefix = filter.value
      }
    }

    expiration {
      days = 90
    }
  }
}
