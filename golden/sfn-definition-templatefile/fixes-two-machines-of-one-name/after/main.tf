resource "aws_sfn_state_machine" "this" {
  name     = "this"
  role_arn = "arn:aws:iam::123456789012:role/this"

  definition = templatefile("${path.module}/state_machine.json.tpl", {})
}

locals {
  this = templatefile("${path.module}/state_machine_2.json.tpl", {})
}

resource "aws_sfn_state_machine" "other" {
  name     = "other"
  role_arn = "arn:aws:iam::123456789012:role/other"

  definition = local.this
}
