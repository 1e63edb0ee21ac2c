variable "vpc_id" {
  type = string
}

variable "offices" {
  type = list(string)
}

resource "aws_security_group" "a" {
  vpc_id = var.vpc_id
}

resource "aws_security_group_rule" "a_ingress_22" {
  security_group_id = aws_security_group.a.id
  type              = "ingress"
  from_port         = 22
  to_port           = 22
  protocol          = "tcp"
  cidr_blocks       = var.offices
}

resource "aws_security_group_rule" "a_from_b_2" {
  security_group_id        = aws_security_group.a.id
  type                     = "ingress"
  from_port                = 8080
  to_port                  = 8090
  protocol                 = "tcp"
  source_security_group_id = aws_security_group.b.id
}

resource "aws_security_group_rule" "a_ingress_self" {
  security_group_id = aws_security_group.a.id
  type              = "ingress"
  from_port         = 8080
  to_port           = 8090
  protocol          = "tcp"
  self              = true
}

resource "aws_security_group" "b" {
  vpc_id = var.vpc_id

  ingress {
    from_port   = 80
    to_port     = 80
    protocol    = "tcp"
    cidr_blocks = var.offices
  }

  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = var.offices
  }

  egress {
    from_port       = 8080
    to_port         = 8090
    protocol        = "tcp"
    security_groups = [aws_security_group.a.id]
  }

  egress {
    from_port   = 53
    to_port     = 53
    protocol    = "udp"
    cidr_blocks = ["10.0.0.2/32"]
  }
}

resource "aws_security_group_rule" "a_from_b" {
  security_group_id = aws_security_group.c.id
  type              = "ingress"
  from_port         = 22
  to_port           = 22
  protocol          = "tcp"
  cidr_blocks       = var.offices
}

resource "aws_security_group" "c" {
  vpc_id = var.vpc_id
}
