variable "environment" {
  type = string
}

resource "random_password" "db" {
  length  = 32
  special = true
}

resource "aws_db_instance" "orders" {
  identifier = "orders-${var.environment}"
  password   = random_password.db.result
}
