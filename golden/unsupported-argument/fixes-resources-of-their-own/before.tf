resource "aws_s3_bucket" "logs" {
  for_each = toset(["a", "b"])

  bucket              = "logs-${each.key}"
  block_public_acls   = true
  block_public_policy = true
}

resource "aws_secretsmanager_secret" "password" {
  name                = "password"
  rotation_lambda_arn = "arn:aws:lambda:eu-west-1:123456789012:function:rotate"

  rotation_rules {
    automatically_after_days = 30
  }
}

resource "aws_kms_key" "main" {
  alias = "main"
}

resource "aws_ecs_cluster" "main" {
  name               = "main"
  capacity_providers = ["FARGATE"]
}

resource "aws_ecs_cluster_capacity_providers" "main" {
  cluster_name = aws_ecs_cluster.main.name
}
