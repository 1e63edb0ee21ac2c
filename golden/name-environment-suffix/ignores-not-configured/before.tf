variable "project" {
  type = string
}

resource "aws_sqs_queue" "orders" {
  name       = "${var.project}-orders.fifo"
  fifo_queue = true

  tags = {
    Name = "${var.project}-orders.fifo"
  }
}

resource "aws_iam_role" "worker" {
  name               = "worker"
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy" "worker" {
  name   = "worker"
  role   = aws_iam_role.worker.id
  policy = "{}"
}

resource "aws_glue_catalog_database" "sales" {
  name = "sales_daily"
}
