variable "project" {
  type = string
}

variable "environment_suffix" {
  type    = string
  default = "dev"
}

resource "aws_sqs_queue" "orders" {
  name       = "${var.project}-orders-${var.environment_suffix}.fifo"
  fifo_queue = true

  tags = {
    Name = "${var.project}-orders.fifo"
  }
}

resource "aws_iam_role" "worker" {
  name               = "worker-${var.environment_suffix}"
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy" "worker" {
  name   = "worker"
  role   = aws_iam_role.worker.id
  policy = "{}"
}

resource "aws_glue_catalog_database" "sales" {
  name = "sales_daily_${var.environment_suffix}"
}
