variable "special" {
  type    = bool
  default = true
}

resource "random_password" "api" {
  length = 32
}

resource "aws_secretsmanager_secret_version" "api" {
  secret_id     = "api"
  secret_string = random_password.api.result
}

resource "random_password" "plain" {
  length  = 32
  special = false
}

resource "random_password" "maybe" {
  length  = 32
  special = var.special
}

resource "random_password" "chosen" {
  length           = 32
  override_special = "!#-_"
}

resource "aws_db_instance" "plain" {
  password            = random_password.plain.result
  skip_final_snapshot = true
}

resource "aws_db_instance" "maybe" {
  password            = random_password.maybe.result
  skip_final_snapshot = true
}

resource "aws_db_instance" "chosen" {
  password            = random_password.chosen.result
  skip_final_snapshot = true
}
