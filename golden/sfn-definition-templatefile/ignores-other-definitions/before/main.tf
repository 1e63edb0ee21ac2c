resource "aws_sfn_state_machine" "orders" {
  name     = "orders"
  role_arn = "arn:aws:iam::123456789012:role/orders"

  definition = <<-EOT
    { "StartAt": "Done", "States": { "Done": { "Type": "Succeed" } } }
  EOT
}

resource "aws_sfn_state_machine" "refunds" {
  name     = "refunds"
  role_arn = "arn:aws:iam::123456789012:role/refunds"

  definition = file("${path.module}/refunds.json")
}

resource "aws_sfn_state_machine" "returns" {
  name     = "returns"
  role_arn = "arn:aws:iam::123456789012:role/returns"

  definition = templatefile("${path.module}/returns.json.tpl", {})
}

resource "aws_sfn_state_machine" "given" {
  name     = "given"
  role_arn = "arn:aws:iam::123456789012:role/given"

  definition = var.definition
}

variable "definition" {
  type = string
}

resource "aws_sfn_state_machine" "broken" {
  name     = "broken"
  role_arn = "arn:aws:iam::123456789012:role/broken"
}
