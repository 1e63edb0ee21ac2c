resource "aws_sfn_state_machine" "refunds" {
  definition = "{}"
}
