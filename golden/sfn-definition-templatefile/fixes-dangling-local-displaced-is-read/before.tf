locals {
  orders_definition = templatefile("${path.module}/orders.json.tpl", {
    lambda_arn = aws_lambda_function.charge.arn
  })
}

locals {
  definition = jsonencode({
    StartAt = "Charge"
    States = {
      Charge = {
        Type     = "Task"
        Resource = aws_lambda_function.charge.arn
        End      = true
      }
    }
  })
}

resource "aws_sfn_state_machine" "orders" {
  name     = "orders"
  role_arn = "arn:aws:iam::123456789012:role/orders"

  definition = local.definition
}

resource "aws_lambda_function" "charge" {
  function_name = "charge"
  role          = "arn:aws:iam::123456789012:role/charge"
  handler       = "index.handler"
  runtime       = "python3.12"
  filename      = "charge.zip"
}

output "definition" {
  value = local.definition
}
