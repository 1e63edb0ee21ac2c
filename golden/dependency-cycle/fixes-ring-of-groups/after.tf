resource "aws_security_group" "a" {
  ingress {
    from_port       = 1
    to_port         = 1
    protocol        = "tcp"
    security_groups = [aws_security_group.b.id]
  }
}

resource "aws_security_group" "b" {}

resource "aws_vpc_security_group_ingress_rule" "b_from_a" {
  security_group_id            = aws_security_group.b.id
  from_port                    = 1
  to_port                      = 1
  ip_protocol                  = "tcp"
  referenced_security_group_id = aws_security_group.a.id
}

resource "aws_vpc_security_group_ingress_rule" "b_from_c" {
  security_group_id            = aws_security_group.b.id
  from_port                    = 1
  to_port                      = 1
  ip_protocol                  = "tcp"
  referenced_security_group_id = aws_security_group.c.id
}

resource "aws_security_group" "c" {
  ingress {
    from_port       = 1
    to_port         = 1
    protocol        = "tcp"
    security_groups = [aws_security_group.b.id]
  }
}
