resource "aws_security_group" "apart" {
  name = "apart"

  # from the other group
  ingress {
    from_port       = 1 # the only port
    to_port         = 1
    protocol        = "tcp"
    security_groups = [aws_security_group.other.id]
  }
  # everything out
  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
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
  ingress {
    from_port       = 1
    to_port         = 1
    protocol        = "tcp"
    security_groups = [aws_security_group.other.id]
  }
  tags = {}
}
