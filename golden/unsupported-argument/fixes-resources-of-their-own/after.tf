resource "aws_s3_bucket" "logs" {
  for_each = toset(["a", "b"])

  bucket = "logs-${each.key}"
}

resource "aws_s3_bucket_public_access_block" "logs" {
  for_each = toset(["a", "b"])

  bucket              = aws_s3_bucket.logs[each.key].id
  block_public_acls   = true
  block_public_policy = true
}

resource "aws_secretsmanager_secret" "password" {
  name = "password"
}

resource "aws_secretsmanager_secret_rotation" "password" {
  secret_id           = aws_secretsmanager_secret.password.id
  rotation_lambda_arn = "arn:aws:lambda:eu-west-1:123456789012:function:rotate"

  rotation_rules {
    automatically_after_days = 30
  }
}

resource "aws_kms_key" "main" {}

resource "aws_kms_alias" "main" {
  target_key_id = aws_kms_key.main.key_id
  name          = "alias/main"
}

resource "aws_ecs_cluster" "main" {
  name = "main"
}

resource "aws_ecs_cluster_capacity_providers" "main" {
  cluster_name       = aws_ecs_cluster.main.name
  capacity_providers = ["FARGATE"]
}
