resource "random_password" "main" {
  length  = 32
  special = false
}

resource "aws_db_instance" "main" {
  password = random_password.main.result
}

resource "random_password" "main_auth_token" {
  length  = 32
  special = false
}

resource "aws_elasticache_replication_group" "main" {
  replication_group_id = "orders"
  description          = "Orders"
  auth_token           = random_password.main_auth_token.result
}

resource "random_password" "main_password" {
  length  = 32
  special = false
}

resource "random_password" "main_token" {
  length  = 32
  special = false
}

resource "aws_secretsmanager_secret_version" "main" {
  secret_id     = "orders"
  secret_string = jsonencode({ password = random_password.main_password.result, token = random_password.main_token.result })
}
