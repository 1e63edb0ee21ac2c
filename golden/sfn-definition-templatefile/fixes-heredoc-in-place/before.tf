variable "database" {
  type = string
}

resource "aws_sfn_state_machine" "orders" {
  name     = "orders"
  role_arn = "arn:aws:iam::123456789012:role/orders"

  definition = jsonencode({
    StartAt = "Query"
    States = {
      Query = {
        Type     = "Task"
        Resource = "arn:aws:states:::athena:startQueryExecution.sync"
        Parameters = {
          QueryString = <<-SQL
            SELECT *

            FROM "${var.database}".orders
          SQL
          WorkGroup   = upper(var.database)
        }
        End = true
      }
    }
  })
}
