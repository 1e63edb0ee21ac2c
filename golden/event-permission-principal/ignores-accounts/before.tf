variable "partner" {
  type = string
}

data "aws_iam_role" "other" {
  name = "other"
}

resource "aws_cloudwatch_event_permission" "everybody" {
  statement_id = "everybody"
  principal    = "*"

  condition {
    key   = "aws:PrincipalOrgID"
    type  = "StringEquals"
    value = "o-1111222233"
  }
}

resource "aws_cloudwatch_event_permission" "partner" {
  statement_id = "partner"
  principal    = var.partner
}

resource "aws_cloudwatch_event_permission" "elsewhere" {
  statement_id = "elsewhere"
  principal    = data.aws_iam_role.other.arn
}
