data "aws_subnets" "main" {
  vpc_id = "vpc-0123456789abcdef0"
}

data "aws_iam_policy_document" "read" {
  statement {
    action   = "s3:GetObject"
    resource = ["*"]
  }
}
