# What the authorizer compares with.
resource "aws_ssm_parameter" "token" {
  name  = "/orders/token"
  type  = "SecureString"
  value = "TODO" # before the release
}

resource "aws_secretsmanager_secret_version" "database" {
  secret_id = "orders"
  secret_string = jsonencode({
    username = "CHANGE_ME"
    password = "CHANGE_ME_NOW"
  })
}

resource "random_password" "token" {
  length = 12
}
