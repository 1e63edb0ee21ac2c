resource "aws_iam_role" "used" {
  assume_role_policy = "{}"
}

resource "aws_iam_role" "spare" {
  assume_role_policy = "{}"
}

resource "aws_sqs_queue" "orders" {
  name = "orders"
}

output "role" {
  value = aws_iam_role.used.arn
}
