resource "aws_iam_role" "reader" {
  name = "reader"
  assume_role_policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = ["222233334444"] } }]
  })
}

data "aws_iam_policy_document" "reader" {
  statement {
    actions   = ["dynamodb:Scan"]
    resources = ["arn:aws:dynamodb:*:222233334444:table/*"]
  }
}

resource "aws_iam_policy" "reader" {
  policy = data.aws_iam_policy_document.reader.json
}

resource "aws_iam_role_policy_attachment" "reader" {
  role       = aws_iam_role.reader.name
  policy_arn = aws_iam_policy.reader.arn
}
