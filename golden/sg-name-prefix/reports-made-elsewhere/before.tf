locals {
  kind = "sg"
}

resource "aws_security_group" "web" {
  name = "${local.kind}-web"
}

resource "aws_security_group" "bare" {
  name = "sg-"
}
