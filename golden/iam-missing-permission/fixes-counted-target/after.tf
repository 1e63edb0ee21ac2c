variable "aws_region" {
  type = string
}

variable "graph" {
  type    = bool
  default = false
}

data "aws_caller_identity" "current" {}

resource "aws_neptune_cluster" "graph" {
  count = var.graph ? 1 : 0

  cluster_identifier                  = "graph"
  engine                              = "neptune"
  iam_database_authentication_enabled = true
  skip_final_snapshot                 = true
}

resource "aws_iam_role" "query" {
  name               = "query"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}

resource "aws_iam_role_policy_attachment" "query" {
  role       = aws_iam_role.query.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

resource "aws_iam_role_policy" "query_neptune" {
  count = var.graph ? 1 : 0

  role = aws_iam_role.query.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "NeptuneGraph"
        Effect = "Allow"
        Action = [
          "neptune-db:connect",
          "neptune-db:ReadDataViaQuery",
          "neptune-db:WriteDataViaQuery"
        ]
        Resource = "arn:aws:neptune-db:${var.aws_region}:${data.aws_caller_identity.current.account_id}:${aws_neptune_cluster.graph[count.index].cluster_resource_id}/*"
      }
    ]
  })
}

resource "aws_lambda_function" "query" {
  function_name = "query"
  role          = aws_iam_role.query.arn
  runtime       = "python3.12"
  handler       = "main.handler"
  s3_bucket     = "code"
  s3_key        = "query.zip"

  environment {
    variables = {
      GRAPH = var.graph ? aws_neptune_cluster.graph[0].endpoint : ""
    }
  }
}
