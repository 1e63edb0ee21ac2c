variable "partner_account_id" {
  type = string
}

variable "account_id" {
  type = string
}

# The partner reads what is here.
resource "aws_iam_role" "partner" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Effect    = "Allow"
        Action    = "sts:AssumeRole"
        Principal = { AWS = "arn:aws:iam::${var.partner_account_id}:root" }
      }
    ]
  })
}

resource "aws_iam_role_policy" "partner" {
  role = aws_iam_role.partner.id
  policy = jsonencode({
    Statement = [
      { Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::${var.partner_account_id}-drop/*" },
      { Effect = "Allow", Action = "sqs:SendMessage", Resource = aws_sqs_queue.in.arn },
    ]
  })
}

resource "aws_sqs_queue" "in" {
  name = "in"
}

# This account.
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::${var.account_id}:root" } }
    ]
  })
}

resource "aws_iam_role_policy" "own" {
  role = aws_iam_role.own.id
  policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "ssm:*", Resource = "arn:aws:ssm:*:${var.account_id}:document/*" }]
  })
}
