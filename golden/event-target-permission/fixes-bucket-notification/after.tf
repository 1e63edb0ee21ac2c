resource "aws_s3_bucket" "in" {
  bucket = "in"
}

resource "aws_sqs_queue" "in" {
  name = "in"
}

resource "aws_sqs_queue_policy" "in" {
  queue_url = aws_sqs_queue.in.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "AllowFromOther"
        Effect = "Allow"
        Principal = {
          Service = "s3.amazonaws.com"
        }
        Action   = "sqs:SendMessage"
        Resource = aws_sqs_queue.in.arn
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = aws_s3_bucket.other.arn
          }
        }
      }
    ]
  })
}

resource "aws_lambda_function" "in" {
  function_name = "in"
  role          = "arn:aws:iam::111122223333:role/in"
  package_type  = "Image"
  image_uri     = "in:1"
  publish       = true
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.in.function_name
  function_version = aws_lambda_function.in.version
}

# Another bucket's.
resource "aws_lambda_permission" "in" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.in.function_name
  principal     = "s3.amazonaws.com"
  source_arn    = aws_s3_bucket.other.arn
}

resource "aws_s3_bucket" "other" {
  bucket = "other"
}

resource "aws_lambda_permission" "in_in" {
  statement_id  = "AllowExecutionFromS3InIn"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.in.function_name
  qualifier     = aws_lambda_alias.live.name
  principal     = "s3.amazonaws.com"
  source_arn    = aws_s3_bucket.in.arn
}

resource "aws_s3_bucket_notification" "in" {
  bucket = aws_s3_bucket.in.id

  lambda_function {
    lambda_function_arn = aws_lambda_alias.live.arn
    events              = ["s3:ObjectCreated:*"]
  }

  depends_on = [aws_lambda_permission.in_in]
}

resource "aws_s3_bucket_notification" "other" {
  bucket = aws_s3_bucket.other.id

  queue {
    queue_arn = aws_sqs_queue.in.arn
    events    = ["s3:ObjectCreated:*"]
  }

  depends_on = [aws_s3_bucket.in, aws_sqs_queue_policy.in]
}
