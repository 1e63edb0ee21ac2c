variable "role_arn" {
  type = string
}

variable "queue_arn" {
  type = string
}

resource "aws_lambda_function" "ship" {
  function_name = "ship"
  role          = var.role_arn
  handler       = "index.handler"
  runtime       = "nodejs20.x"
  filename      = "ship.zip"

  dead_letter_queue {
    target_arn = var.queue_arn
  }
}
