variable "bus" {
  type = string
}

resource "aws_kms_key" "events" {
  description = "Order events"
}

resource "aws_sns_topic" "orders" {
  name              = "orders"
  kms_master_key_id = aws_kms_key.events.arn
}

resource "aws_dynamodb_table" "orders" {
  name     = "orders"
  hash_key = "id"

  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_iam_role" "workflow" {
  name = "workflow"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "states.amazonaws.com" } }]
  })
}

resource "aws_iam_policy" "workflow" {
  name = "workflow"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "SnsOrders"
        Effect   = "Allow"
        Action   = ["dynamodb:PutItem"]
        Resource = [aws_dynamodb_table.orders.arn]
      }
    ]
  })
}

resource "aws_iam_role_policy_attachment" "workflow" {
  role       = aws_iam_role.workflow.name
  policy_arn = aws_iam_policy.workflow.arn
}

locals {
  workflow = {
    StartAt = "Save"
    States = {
      Save = {
        Type       = "Task"
        Resource   = "arn:aws:states:::dynamodb:putItem"
        Parameters = { TableName = aws_dynamodb_table.orders.name, Item = {} }
        Next       = "Notify"
      }
      Notify = {
        Type       = "Task"
        Resource   = "arn:aws:states:::sns:publish.waitForTaskToken"
        Parameters = { TopicArn = aws_sns_topic.orders.arn, "Message.$" = "$" }
        Next       = "Elsewhere"
      }
      Elsewhere = {
        Type       = "Task"
        Resource   = "arn:aws:states:::events:putEvents"
        Parameters = { Entries = [{ EventBusName = var.bus }] }
        End        = true
      }
    }
  }
}

resource "aws_sfn_state_machine" "workflow" {
  name       = "workflow"
  role_arn   = aws_iam_role.workflow.arn
  definition = jsonencode(local.workflow)
}
