variable "vpc_id" {
  type = string
}

resource "aws_security_group" "proxy" {
  vpc_id = var.vpc_id
}

resource "aws_vpc_security_group_ingress_rule" "proxy_from_worker" {
  security_group_id            = aws_security_group.proxy.id
  ip_protocol                  = "-1"
  referenced_security_group_id = aws_security_group.worker.id
}

resource "aws_vpc_security_group_ingress_rule" "proxy_ingress_self" {
  security_group_id            = aws_security_group.proxy.id
  ip_protocol                  = "-1"
  referenced_security_group_id = aws_security_group.proxy.id
}

resource "aws_vpc_security_group_egress_rule" "proxy_egress_all" {
  security_group_id = aws_security_group.proxy.id
  ip_protocol       = "-1"
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_vpc_security_group_egress_rule" "proxy_egress_all_2" {
  security_group_id = aws_security_group.proxy.id
  ip_protocol       = "-1"
  cidr_ipv6         = "::/0"
}

resource "aws_security_group" "worker" {
  vpc_id = var.vpc_id

  dynamic "ingress" {
    for_each = [8000, 8001]
    content {
      from_port       = ingress.value
      to_port         = ingress.value
      protocol        = "tcp"
      security_groups = [aws_security_group.proxy.id]
    }
  }
}
