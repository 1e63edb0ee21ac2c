variable "partner" {
  type = string
}

resource "aws_iam_role" "orders" {
  name               = "orders"
  assume_role_policy = "{}"
}

resource "aws_cloudwatch_event_permission" "own" {
  statement_id = "own"
  principal    = aws_iam_role.orders.arn
}

resource "aws_cloudwatch_event_permission" "other" {
  statement_id = "other"
  principal    = "arn:aws:iam::222233334444:root"
}

resource "aws_cloudwatch_event_permission" "partner" {
  statement_id = "partner"
  principal    = "arn:aws:iam::${var.partner}:role/events"
}
