resource "aws_ssm_parameter" "token" {
  name  = "/orders/token"
  type  = "SecureString"
  value = "placeholder"

  lifecycle {
    ignore_changes = [value]
  }
}

resource "aws_ssm_parameter" "note" {
  name  = "/orders/note"
  type  = "String"
  value = "TODO"
}

resource "aws_db_instance" "orders" {
  password = var.password
}

variable "password" {
  type      = string
  sensitive = true
}
