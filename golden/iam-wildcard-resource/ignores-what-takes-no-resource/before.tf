resource "aws_sqs_queue" "work" {
  name = "work"
}

resource "aws_kms_key" "data" {
  description = "Data"
}

resource "aws_iam_role_policy" "work" {
  role = "work"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = ["sqs:ListQueues", "sqs:SendMessage"], Resource = "*" },
      { Effect = "Allow", Action = "sqs:*", Resource = "*" },
      { Effect = "Allow", Action = "sns:Publish", Resource = "*" },
      { Effect = "Allow", Action = "ec2:DescribeNetworkInterfaces", Resource = "*" },
      { Effect = "Deny", Action = "sqs:SendMessage", Resource = "*" },
      {
        Effect    = "Allow"
        Action    = "kms:Decrypt"
        Resource  = "*"
        Condition = { StringEquals = { "kms:ViaService" = "sqs.eu-west-1.amazonaws.com" } }
      },
    ]
  })
}

resource "aws_sqs_queue_policy" "work" {
  queue_url = aws_sqs_queue.work.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "sqs:SendMessage", Resource = "*" }]
  })
}
