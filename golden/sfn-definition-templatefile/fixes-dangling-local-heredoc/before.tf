variable "database" {
  type = string
}

locals {
  definition = templatefile("${path.module}/orders.json.tpl", { database = var.database })
}

resource "aws_sfn_state_machine" "orders" {
  name     = "orders"
  role_arn = "arn:aws:iam::123456789012:role/orders"

  definition = jsonencode({
    StartAt = "Query"
    States = {
      Query = {
        Type   = "Pass"
        Result = <<-SQL
          SELECT *

          FROM "${var.database}".orders
        SQL
        End = true
      }
    }
  })
}
