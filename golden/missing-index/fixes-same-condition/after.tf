variable "encrypted" {
  type = bool
}

resource "aws_kms_key" "logs" {
  count = var.encrypted ? 1 : 0
}

resource "aws_kms_alias" "logs" {
  count = var.encrypted ? 1 : 0

  name          = "alias/logs"
  target_key_id = aws_kms_key.logs[0].id
}

resource "aws_s3_bucket_server_side_encryption_configuration" "logs" {
  bucket = "logs"

  rule {
    apply_server_side_encryption_by_default {
      kms_master_key_id = var.encrypted ? aws_kms_key.logs[0].arn : null
      sse_algorithm     = "aws:kms"
    }
  }
}

locals {
  key   = length(aws_kms_key.logs) > 0 ? aws_kms_key.logs[0].arn : ""
  other = try(aws_kms_key.logs[0].arn, "")
}
