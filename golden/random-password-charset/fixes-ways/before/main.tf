resource "random_password" "db" {
  count   = 1
  length  = 32
  special = true
}

locals {
  password = var.password != "" ? var.password : random_password.db[0].result
}

variable "password" {
  type    = string
  default = ""
}

resource "aws_secretsmanager_secret_version" "db" {
  secret_id     = "db"
  secret_string = jsonencode({ password = local.password })
}

module "database" {
  source   = "./database"
  password = jsondecode(aws_secretsmanager_secret_version.db.secret_string)["password"]
}
