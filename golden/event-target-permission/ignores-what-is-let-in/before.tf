variable "rules" {
  type = map(string)
}

resource "aws_cloudwatch_event_rule" "orders" {
  event_pattern = jsonencode({ source = ["orders"] })
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::111122223333:role/orders"
  package_type  = "Image"
  image_uri     = "orders:1"
}

resource "aws_lambda_permission" "orders" {
  for_each = var.rules

  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.orders.arn
  principal     = "events.amazonaws.com"
  source_arn    = each.value
}

resource "aws_cloudwatch_event_target" "function" {
  rule = aws_cloudwatch_event_rule.orders.name
  arn  = aws_lambda_function.orders.arn
}

resource "aws_sqs_queue" "orders" {
  name = "orders"
}

data "aws_iam_policy_document" "orders" {
  statement {
    actions   = ["sqs:*"]
    resources = [aws_sqs_queue.orders.arn]

    principals {
      type        = "Service"
      identifiers = ["events.amazonaws.com"]
    }

    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = [aws_cloudwatch_event_rule.orders.arn]
    }
  }
}

resource "aws_sqs_queue_policy" "orders" {
  queue_url = aws_sqs_queue.orders.url
  policy    = data.aws_iam_policy_document.orders.json
}

resource "aws_cloudwatch_event_target" "queue" {
  rule = aws_cloudwatch_event_rule.orders.name
  arn  = aws_sqs_queue.orders.arn
}

resource "aws_sfn_state_machine" "orders" {
  role_arn   = "arn:aws:iam::111122223333:role/orders"
  definition = "{}"
}

resource "aws_cloudwatch_event_target" "role" {
  rule     = aws_cloudwatch_event_rule.orders.name
  arn      = aws_sqs_queue.orders.arn
  role_arn = "arn:aws:iam::111122223333:role/orders"
}

resource "aws_cloudwatch_event_target" "elsewhere" {
  rule = "elsewhere"
  arn  = aws_lambda_function.orders.arn
}
