resource "aws_db_instance" "orders" {
  username = "orders"
  password = "Sup3rS3cret2024"
}

resource "aws_secretsmanager_secret_version" "orders" {
  secret_id = "orders"
  secret_string = jsonencode({
    username = "orders"
    password = "Sup3rS3cret2024"
  })
}
