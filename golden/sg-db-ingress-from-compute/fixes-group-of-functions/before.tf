resource "aws_security_group" "database" {
  name   = "database"
  vpc_id = var.vpc_id

  ingress {
    from_port       = 5432
    to_port         = 5432
    protocol        = "tcp"
    security_groups = [] # clients
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

resource "aws_security_group" "clients" {
  name   = "clients"
  vpc_id = var.vpc_id
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = var.role_arn
  filename      = "orders.zip"
  handler       = "index.handler"
  runtime       = "python3.12"

  vpc_config {
    subnet_ids         = var.subnet_ids
    security_group_ids = [aws_security_group.clients.id]
  }
}

variable "role_arn" {
  type = string
}

variable "subnet_ids" {
  type = list(string)
}
