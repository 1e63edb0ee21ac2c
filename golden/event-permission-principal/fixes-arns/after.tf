variable "partner" {
  type = string
}

data "aws_caller_identity" "current" {}

resource "aws_iam_role" "orders" {
  name               = "orders"
  assume_role_policy = "{}"
}

resource "aws_cloudwatch_event_permission" "own" {
  statement_id = "own"
  principal    = data.aws_caller_identity.current.account_id
}

resource "aws_cloudwatch_event_permission" "other" {
  statement_id = "other"
  principal    = "222233334444"
}

resource "aws_cloudwatch_event_permission" "partner" {
  statement_id = "partner"
  principal    = var.partner
}
