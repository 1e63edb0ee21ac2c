variable "prefix" {
  type = string
}

resource "aws_sfn_state_machine" "orders" {
  name     = "orders"
  role_arn = "arn:aws:iam::123456789012:role/orders"

  definition = jsonencode({
    StartAt = "${var.prefix}Done"
    States = {
      "${var.prefix}Done" = {
        Type            = "Pass"
        Result          = { (var.prefix) = 1 }
        "${var.prefix}" = 2
        End             = true
      }
    }
  })
}
