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

  definition = templatefile("${path.module}/orders.json.tpl", {
    comment    = "Runs in ${data.aws_region.current.name}"
    seconds    = var.seconds
    charge_arn = aws_lambda_function.charge.arn
    charge_parameters = merge({ "input.$" = "$" }, {
      table = var.table.name
    })
    charge_retry = [
      for seconds in [1, 2] : {
        ErrorEquals     = ["States.ALL"]
        IntervalSeconds = seconds
      }
    ]
    charge_catch = var.seconds > 60 ? [{ ErrorEquals = ["States.ALL"], Next = "Again" }] : []
    queues_a_b   = var.queues["a-b"]
    again_urls   = values(var.queues)
    again_urls_2 = (
      var.seconds > 1
      ? "slow" : "fast"
    )
  })
}

resource "aws_lambda_function" "charge" {
  function_name = "charge"
  role          = "arn:aws:iam::123456789012:role/charge"
  handler       = "index.handler"
  runtime       = "python3.12"
  filename      = "charge.zip"
}
