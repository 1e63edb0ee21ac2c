resource "aws_dynamodb_table" "orders" {
  name     = "orders"
  hash_key = "id"

  attribute {
    name = "id"
    type = "S"
  }

  attribute {
    name = "day"
    type = "S"
  }

  global_secondary_index {
    name            = "day"
    hash_key        = "day"
    projection_type = "ALL"
  }
}

resource "aws_s3_bucket" "orders" {
  bucket = "orders"
}

resource "aws_iam_role_policy" "api" {
  role = "api"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["dynamodb:GetItem", "dynamodb:Query"]
        Resource = [aws_dynamodb_table.orders.arn, "${aws_dynamodb_table.orders.arn}/index/*"] # the table
      },
      {
        Effect   = "Allow"
        Action   = "s3:GetObject"
        Resource = ["${aws_s3_bucket.orders.arn}/*"]
      },
    ]
  })
}

data "aws_iam_policy_document" "list" {
  statement {
    actions   = ["s3:ListBucket", "s3:PutObject"]
    resources = [aws_s3_bucket.orders.arn, "${aws_s3_bucket.orders.arn}/*"]
  }
}

resource "aws_iam_policy" "list" {
  policy = data.aws_iam_policy_document.list.json
}
