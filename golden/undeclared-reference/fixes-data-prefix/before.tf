data "aws_iam_policy_document" "read" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::logs/${aws_caller_identity.current.account_id}/*"]
  }
}

resource "aws_iam_policy" "read" {
  name   = "read"
  policy = aws_iam_policy_document.read.json
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

output "vpc" {
  value = data.aws_vpc.main.id # of the stack
}
