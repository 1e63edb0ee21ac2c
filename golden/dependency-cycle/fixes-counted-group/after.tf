variable "private" {
  type = bool
}

variable "vpc_id" {
  type = string
}

resource "aws_security_group" "lambda" {
  count    = var.private ? 1 : 0
  provider = aws.west
  vpc_id   = var.vpc_id
}

resource "aws_vpc_security_group_egress_rule" "lambda_to_db" {
  count    = var.private ? 1 : 0
  provider = aws.west

  security_group_id            = aws_security_group.lambda[count.index].id
  from_port                    = 5432
  to_port                      = 5432
  ip_protocol                  = "tcp"
  referenced_security_group_id = aws_security_group.db[0].id
}

resource "aws_security_group" "db" {
  count    = var.private ? 1 : 0
  provider = aws.west
  vpc_id   = var.vpc_id

  ingress {
    from_port       = 5432
    to_port         = 5432
    protocol        = "tcp"
    security_groups = [aws_security_group.lambda[0].id]
  }

  ingress {
    from_port   = 5432
    to_port     = 5432
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
  }
}

provider "aws" {
  alias  = "west"
  region = "us-west-2"
}
