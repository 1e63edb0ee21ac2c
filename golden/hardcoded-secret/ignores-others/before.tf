variable "secret_name" {
  type    = string
  default = "orders"
}

variable "password_length" {
  type    = number
  default = 32
}

resource "aws_secretsmanager_secret_version" "username" {
  secret_id     = "orders"
  secret_string = "orders"
}

resource "aws_db_instance" "orders" {
  password = "CHANGE_ME"
}

resource "aws_db_instance" "other" {
  password = random_password.other.result
}

resource "random_password" "other" {
  length = 32
}
