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

resource "aws_cloudwatch_log_group" "billing" {
  name = "/aws/lambda/billing"
}

resource "aws_lambda_function" "billing" {
  function_name = "billing"
  role          = aws_iam_role.worker.arn
  package_type  = "Image"
  image_uri     = "images:1"
}

# "audit" stands elsewhere, so neither the function nor its group is renamed.
resource "aws_cloudwatch_log_group" "audit" {
  name = "/aws/lambda/audit"
}

resource "aws_lambda_function" "audit" {
  function_name = "audit"
  role          = aws_iam_role.worker.arn
  package_type  = "Image"
  image_uri     = "images:1"
}

resource "aws_sns_topic_subscription" "audit" {
  topic_arn = "topic"
  protocol  = "lambda"
  endpoint  = "audit"
}
