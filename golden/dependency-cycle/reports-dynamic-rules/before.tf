resource "aws_security_group" "a" {
  dynamic "ingress" {
    for_each = [1, 2]
    content {
      from_port       = ingress.value
      to_port         = ingress.value
      protocol        = "tcp"
      security_groups = [aws_security_group.b.id]
    }
  }
}

resource "aws_security_group" "b" {
  dynamic "ingress" {
    for_each = [aws_security_group.a.id]
    content {
      from_port       = 1
      to_port         = 1
      protocol        = "tcp"
      security_groups = [ingress.value]
    }
  }
}
