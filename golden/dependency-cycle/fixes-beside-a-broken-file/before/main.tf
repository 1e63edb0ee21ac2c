resource "aws_cloudwatch_log_group" "flow" {
  name = "/aws/vendedlogs/states/${aws_sfn_state_machine.flow.name}"
}

resource "aws_sfn_state_machine" "flow" {
  name       = "flow"
  role_arn   = "arn:aws:iam::123456789012:role/flow"
  definition = "{}"

  depends_on = [aws_cloudwatch_log_group.flow]
}
