variable "environment_suffix" {
  type = string
}

locals {
  prefix = "acme-${var.environment_suffix}"
}

resource "random_id" "this" {
  byte_length = 4
}

locals {
  unique = random_id.this.hex
}

resource "aws_sns_topic" "unique" {
  name = "alarms-${local.unique}"
}

resource "aws_s3_bucket" "logs" {
  bucket = "acme-logs-${random_id.this.hex}"
}

resource "aws_sqs_queue" "orders" {
  name = "${local.prefix}-orders"
}

resource "aws_sqs_queue" "many" {
  for_each = toset(["a-${var.environment_suffix}"])
  name     = each.value
}

resource "aws_sqs_queue" "workspace" {
  name = "orders-${terraform.workspace}"
}

resource "aws_sqs_queue" "generated" {
  name_prefix = "orders-"
}
