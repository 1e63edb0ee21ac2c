variable "environment" {
  type = string
}

resource "random_password" "db" {
  length           = 32
  special          = true
  override_special = "!#$%&*()-_=+[]{}<>:?"

  keepers = {
    environment = var.environment
  }
}

resource "aws_db_instance" "orders" {
  identifier = "orders-${var.environment}"
  password   = random_password.db.result
}
