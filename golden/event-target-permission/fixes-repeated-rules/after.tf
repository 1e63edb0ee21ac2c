variable "rates" {
  type = map(string)
}

resource "aws_cloudwatch_event_rule" "tick" {
  for_each = var.rates

  name                = each.key
  schedule_expression = each.value
}

resource "aws_lambda_function" "tick" {
  function_name = "tick"
  role          = "arn:aws:iam::111122223333:role/tick"
  package_type  = "Image"
  image_uri     = "tick:1"
}

resource "aws_cloudwatch_event_target" "tick" {
  for_each = var.rates

  rule = aws_cloudwatch_event_rule.tick[each.key].name
  arn  = aws_lambda_function.tick.arn
}

resource "aws_lambda_permission" "tick" {
  for_each = var.rates

  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.tick.function_name
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.tick[each.key].arn
}
