variable "table" {
  type = object({ name = string })
}

variable "seconds" {
  type = number
}

variable "queues" {
  type = map(string)
}

data "aws_region" "current" {}

resource "aws_sfn_state_machine" "orders" {
  name     = "orders"
  role_arn = "arn:aws:iam::123456789012:role/orders"

  definition = jsonencode({
    Comment        = "Runs in ${data.aws_region.current.name}"
    StartAt        = "Charge"
    TimeoutSeconds = var.seconds
    States = {
      Charge = {
        Type     = "Task"
        Resource = aws_lambda_function.charge.arn
        Parameters = merge({ "input.$" = "$" }, {
          table = var.table.name
        })
        Retry = [
          for seconds in [1, 2] : {
            ErrorEquals     = ["States.ALL"]
            IntervalSeconds = seconds
          }
        ]
        Catch = var.seconds > 60 ? [{ ErrorEquals = ["States.ALL"], Next = "Again" }] : []
        Next  = "Again"
      }
      Again = {
        Type     = "Task"
        Resource = aws_lambda_function.charge.arn
        Urls = [
          var.queues["a-b"], values(var.queues),
          var.seconds > 1
          ? "slow" : "fast",
        ]
        End = true
      }
    }
  })
}

resource "aws_lambda_function" "charge" {
  function_name = "charge"
  role          = "arn:aws:iam::123456789012:role/charge"
  handler       = "index.handler"
  runtime       = "python3.12"
  filename      = "charge.zip"
}
