provider "aws" {
  region = "eu-west-1"
}

data "aws_caller_identity" "current" {}

data "aws_region" "current" {}

variable "graph" {
  type = bool
}

resource "aws_neptune_cluster" "graph" {
  count = var.graph ? 1 : 0

  engine = "neptune"
}

resource "aws_rds_cluster" "orders" {
  engine = "aurora-postgresql"
}

data "aws_iam_policy_document" "query" {
  count = var.graph ? 1 : 0

  statement {
    actions = ["neptune-db:connect", "neptune-db:ReadDataViaQuery"]
    resources = [
      aws_neptune_cluster.graph[0].arn, # the graph
      "${aws_neptune_cluster.graph[0].arn}/*",
    ]
  }
}

resource "aws_iam_role_policy" "query" {
  count = var.graph ? 1 : 0

  role   = "query"
  policy = data.aws_iam_policy_document.query[0].json
}

resource "aws_iam_role_policy" "orders" {
  role = "orders"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "rds-db:connect", Resource = aws_rds_cluster.orders.arn },
      { Effect = "Allow", Action = ["rds-db:connect", "rds:Describe*"], Resource = aws_rds_cluster.orders.arn },
    ]
  })
}
