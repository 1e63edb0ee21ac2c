resource "random_password" "token_password" {
  length  = 32
  special = false
}

# What the authorizer compares with.
resource "aws_ssm_parameter" "token" {
  name  = "/orders/token"
  type  = "SecureString"
  value = random_password.token_password.result # before the release
}

resource "random_password" "database" {
  length  = 32
  special = false
}

resource "aws_secretsmanager_secret_version" "database" {
  secret_id = "orders"
  secret_string = jsonencode({
    username = "CHANGE_ME"
    password = random_password.database.result
  })
}

resource "random_password" "token" {
  length = 12
}
