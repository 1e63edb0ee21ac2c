data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "node" {
  name               = "node"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_instance_profile" "node" {
  role = "node"
}

resource "aws_iam_role" "exported" {
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

output "exported" {
  value = aws_iam_role.exported.arn
}

resource "aws_iam_role" "each" {
  for_each = toset(["a", "b"])

  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_instance_profile" "each" {
  for_each = toset(["a", "b"])

  role = aws_iam_role.each[each.key].name
}

resource "aws_iam_role" "person" {
  assume_role_policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "111122223333" } }]
  })
}

resource "aws_iam_role" "dms" {
  name = "dms-vpc-role"
  assume_role_policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "dms.amazonaws.com" } }]
  })
}
