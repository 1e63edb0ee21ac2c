resource "aws_sqs_queue" "a" {
  name = "a"
}

resource "aws_sqs_queue" "b" {
  name = "b"
}

resource "aws_sqs_queue" "c" {
  name = "c"
}

resource "aws_sqs_queue" "d" {
  name = "d"
}

resource "aws_sqs_queue" "e" {
  name = "e"
}

resource "aws_sqs_queue" "f" {
  name = "f"
}

resource "aws_sqs_queue" "g" {
  name = "g"
}

resource "aws_iam_role_policy" "api" {
  role = "api"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = { Effect = "Allow", Action = "sqs:SendMessage", Resource = "*" }
  })
}
