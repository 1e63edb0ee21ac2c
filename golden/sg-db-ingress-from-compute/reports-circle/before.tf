resource "aws_security_group" "database" {
  name   = "database"
  vpc_id = var.vpc_id

  ingress {
    from_port       = 5432
    to_port         = 5432
    protocol        = "tcp"
    security_groups = []
  }
}

resource "aws_db_instance" "orders" {
  identifier             = "orders"
  instance_class         = "db.t3.micro"
  vpc_security_group_ids = [aws_security_group.database.id]
}

variable "vpc_id" {
  type = string
}

resource "aws_security_group" "lambda" {
  name   = "lambda"
  vpc_id = var.vpc_id

  egress {
    from_port       = 5432
    to_port         = 5432
    protocol        = "tcp"
    security_groups = [aws_security_group.database.id]
  }
}
