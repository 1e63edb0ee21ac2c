variable "keys" {
  type = map(string)
}

resource "aws_kms_key" "data" {
  description = "Used by roles only"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "data" {
  bucket = "data"

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.data.arn
    }
  }
}

resource "aws_sqs_queue" "work" {
  name              = "work"
  kms_master_key_id = aws_kms_key.data.id
}

resource "aws_cloudwatch_event_target" "work" {
  rule     = "work"
  arn      = aws_sqs_queue.work.arn
  role_arn = "arn:aws:iam::111122223333:role/events"
}

resource "aws_kms_key" "other" {
  description = "May have one of the policies below"
}

resource "aws_kms_key_policy" "all" {
  for_each = var.keys

  key_id = each.key
  policy = each.value
}

resource "aws_cloudwatch_log_group" "other" {
  name       = "other"
  kms_key_id = aws_kms_key.other.arn
}
