variable "environment" {
  type = string
}

variable "protect" {
  type = bool
}

resource "aws_db_instance" "orders" {
  identifier                = "orders"
  instance_class            = "db.t4g.micro"
  deletion_protection       = var.environment == "prod"
  skip_final_snapshot       = var.environment != "prod"
  final_snapshot_identifier = "orders-final"
}

resource "aws_lb" "web" {
  name                       = "web"
  enable_deletion_protection = var.protect
}
