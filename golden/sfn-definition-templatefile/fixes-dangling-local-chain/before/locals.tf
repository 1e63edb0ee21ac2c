locals {
  orders_definition = templatefile("${path.module}/orders.json.tpl", {
    lambda_arn = aws_lambda_function.charge.arn
  })
}

locals {
  definition_json = jsonencode({
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

locals {
  definition = local.definition_json
}
