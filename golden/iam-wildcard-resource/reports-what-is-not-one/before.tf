resource "aws_sqs_queue" "a" {
  name = "a"
}

resource "aws_sqs_queue" "b" {
  name = "b"
}

resource "aws_sns_topic" "each" {
  for_each = toset(["a", "b"])

  name = each.key
}

# The function waits for the policy, so that the policy cannot name it.
resource "aws_lambda_function" "api" {
  function_name = "api"
  role          = "arn:aws:iam::111122223333:role/api"
  package_type  = "Image"
  image_uri     = "api:1"

  depends_on = [aws_iam_role_policy.api]
}

resource "aws_iam_role_policy" "api" {
  role = "api"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sqs:SendMessage", Resource = "*" },
      { Effect = "Allow", Action = "sns:Publish", Resource = "*" },
      { Effect = "Allow", Action = "lambda:InvokeFunction", Resource = "*" },
    ]
  })
}

resource "aws_s3_bucket" "audit" {
  bucket = "audit"
}

resource "aws_cloudtrail" "audit" {
  name           = "audit"
  s3_bucket_name = aws_s3_bucket.audit.id
}

resource "aws_iam_user_policy" "upload" {
  user = "upload"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = { Effect = "Allow", Action = "s3:PutObject", Resource = "*" }
  })
}
