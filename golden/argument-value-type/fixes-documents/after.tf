data "aws_iam_policy_document" "read" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["${aws_s3_bucket.site.arn}/*"]
  }
}

resource "aws_s3_bucket" "site" {
  bucket = "site"
}

resource "aws_s3_bucket_policy" "site" {
  bucket = aws_s3_bucket.site.id
  policy = data.aws_iam_policy_document.read.json
}

resource "aws_glue_crawler" "raw" {
  name          = "raw"
  database_name = "raw"
  role          = var.role_arn

  configuration = jsonencode({
    Version = 1.0
  })
}

variable "role_arn" {
  type = string
}

resource "aws_lambda_event_source_mapping" "orders" {
  function_name     = "orders"
  event_source_arn  = "arn:aws:dynamodb:eu-west-1:111122223333:table/orders/stream/2024-01-01T00:00:00.000"
  starting_position = "LATEST"

  filter_criteria {
    filter {
      pattern = jsonencode({
        eventName = ["REMOVE"]
      })
    }
  }
}
