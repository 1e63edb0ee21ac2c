resource "aws_sqs_queue" "orders" {
  for_each = var.queues

  name                       = each.key
  visibility_timeout_seconds = each.value.timeout
  fifo_queue                 = each.value.is_fifo
}

resource "aws_sns_topic" "alerts" {
  for_each = var.teams

  name = "alerts-${each.value}"
}

resource "aws_cloudwatch_log_group" "jobs" {
  for_each = var.retention

  name              = each.key
  retention_in_days = each.value
}

resource "aws_security_group" "web" {
  dynamic "ingress" {
    for_each = var.ports

    content {
      from_port   = ingress.value
      to_port     = ingress.value
      protocol    = "tcp"
      cidr_blocks = ["10.0.0.0/8"]
    }
  }
}

resource "aws_iam_account_password_policy" "all" {
  minimum_password_length = var.password_policy.length
  require_symbols         = var.password_policy.has_symbols
}

resource "aws_iam_policy" "read" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = "s3:GetObject"
        Resource = [for one in var.shares : "${one}/*"]
      },
      {
        Effect   = "Allow"
        Action   = "kms:Decrypt"
        Resource = var.kms_key_arn
      },
      {
        Effect    = "Allow"
        Action    = "kms:Encrypt"
        Resource  = "*"
        Condition = var.condition
      }
    ]
  })
}
