resource "aws_db_instance" "main" {
  password = "CHANGE_ME"
}

resource "aws_elasticache_replication_group" "main" {
  replication_group_id = "orders"
  description          = "Orders"
  auth_token           = "CHANGE_ME"
}

resource "aws_secretsmanager_secret_version" "main" {
  secret_id     = "orders"
  secret_string = jsonencode({ password = "TODO", token = "TODO" })
}
