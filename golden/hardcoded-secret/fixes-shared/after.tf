resource "random_password" "orders" {
  length  = 32
  special = false
}

resource "aws_db_instance" "orders" {
  username = "orders"
  password = random_password.orders.result
}

resource "aws_secretsmanager_secret_version" "orders" {
  secret_id = "orders"
  secret_string = jsonencode({
    username = "orders"
    password = random_password.orders.result
  })
}
