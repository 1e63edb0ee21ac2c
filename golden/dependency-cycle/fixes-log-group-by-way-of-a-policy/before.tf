resource "aws_cloudwatch_log_group" "flow" {
  name              = "/aws/vendedlogs/states/${aws_sfn_state_machine.flow.name}"
  retention_in_days = 30

  tags = {
    StateMachine = aws_sfn_state_machine.flow.name
  }
}

resource "aws_iam_role_policy" "flow" {
  role = "flow"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "logs:PutLogEvents"
      Resource = "${aws_cloudwatch_log_group.flow.arn}:*"
    }]
  })
}

resource "aws_sfn_state_machine" "flow" {
  name       = local.name
  role_arn   = "arn:aws:iam::123456789012:role/flow"
  definition = "{}"

  depends_on = [aws_iam_role_policy.flow]
}

locals {
  name = "flow"
}
