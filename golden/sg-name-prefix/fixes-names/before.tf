variable "env" {
  type    = string
  default = "dev"
}

resource "aws_security_group" "web" {
  name = "sg-web-${var.env}"
}

resource "aws_security_group" "upper" {
  name = "sg-Web"
}

resource "aws_security_group" "ends" {
  name = "sg-${var.env}-sg"
}

resource "aws_security_group" "prefix" {
  name_prefix = "sg-web-"
}

resource "aws_security_group" "formatted" {
  name = format("sg-%s-web", var.env) # ours
}
