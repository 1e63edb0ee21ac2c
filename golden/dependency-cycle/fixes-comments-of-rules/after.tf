resource "aws_security_group" "apart" {
  name = "apart"
}

# from the other group
# the only port
resource "aws_vpc_security_group_ingress_rule" "apart_from_other" {
  security_group_id            = aws_security_group.apart.id
  from_port                    = 1
  to_port                      = 1
  ip_protocol                  = "tcp"
  referenced_security_group_id = aws_security_group.other.id
}

# everything out
resource "aws_vpc_security_group_egress_rule" "apart_egress_all" {
  security_group_id = aws_security_group.apart.id
  ip_protocol       = "-1"
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_security_group" "other" {
  dynamic "ingress" {
    for_each = [1]
    content {
      from_port       = 1
      to_port         = 1
      protocol        = "tcp"
      security_groups = [aws_security_group.apart.id, aws_security_group.dense.id]
    }
  }
}

resource "aws_security_group" "dense" {
  name = "dense"
  # access
  tags = {}
}

resource "aws_vpc_security_group_ingress_rule" "dense_from_other" {
  security_group_id            = aws_security_group.dense.id
  from_port                    = 1
  to_port                      = 1
  ip_protocol                  = "tcp"
  referenced_security_group_id = aws_security_group.other.id
}
