locals {
  unread = timestamp()
}

resource "null_resource" "always" {
  triggers = {
    run = timestamp()
  }
}

resource "aws_api_gateway_deployment" "api" {
  rest_api_id = "api"

  triggers = {
    run = timestamp()
  }
}

resource "aws_sqs_queue" "orders" {
  name = "orders"
  tags = { At = timestamp() }

  lifecycle {
    ignore_changes = [tags["At"]]
  }
}

output "at" {
  value = timestamp()
}
