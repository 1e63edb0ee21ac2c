variable "env" {
  type    = string
  default = "dev"
}

resource "aws_security_group" "web" {
  name = "web-${var.env}-sg"
}

resource "aws_security_group" "upper" {
  name = "Web-sg"
}

resource "aws_security_group" "ends" {
  name = "${var.env}-sg"
}

resource "aws_security_group" "prefix" {
  name_prefix = "web-sg-"
}

resource "aws_security_group" "formatted" {
  name = format("%s-web-sg", var.env) # ours
}
