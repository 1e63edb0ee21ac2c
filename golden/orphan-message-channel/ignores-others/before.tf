# Code is told of it.
resource "aws_sqs_queue" "told" {
  name = "told"
}

resource "aws_ssm_parameter" "told" {
  name  = "/queues/told"
  type  = "String"
  value = aws_sqs_queue.told.url
}

# Dead letters are for people to look at.
resource "aws_sqs_queue" "dead" {
  name = "dead"
}

resource "aws_sns_topic_subscription" "mail" {
  topic_arn      = aws_sns_topic.shared.arn
  protocol       = "email"
  endpoint       = "orders@example.com"
  redrive_policy = jsonencode({ deadLetterTargetArn = aws_sqs_queue.dead.arn })
}

# Its policy lets another account send.
resource "aws_sns_topic" "shared" {
  name   = "shared"
  policy = data.aws_iam_policy_document.shared.json
}

data "aws_iam_policy_document" "shared" {
  statement {
    actions   = ["sns:Publish"]
    resources = ["*"]
    principals {
      type        = "AWS"
      identifiers = ["210987654321"]
    }
  }
}

# Its name stands in an address that is put together.
resource "aws_sqs_queue" "named" {
  name = "named"
}

output "queue" {
  value = "https://sqs.eu-west-1.amazonaws.com/123456789012/named"
}

# A role may do both, on whatever begins so.
resource "aws_kinesis_stream" "clicks" {
  name        = "clicks-raw"
  shard_count = 1
}

resource "aws_iam_policy" "clicks" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["kinesis:Get*", "kinesis:Put*"]
      Resource = "arn:aws:kinesis:*:*:stream/clicks-*"
    }]
  })
}

# An output gives it away.
resource "aws_sns_topic" "put_out" {
  name = "put-out"
}

output "topic" {
  value = aws_sns_topic.put_out.arn
}

# It is used as `each.value`.
resource "aws_sns_topic" "each" {
  name = "each"
}

resource "aws_sns_topic_subscription" "each" {
  for_each  = { each = aws_sns_topic.each.arn }
  topic_arn = each.value
  protocol  = "email"
  endpoint  = "orders@example.com"
}
