resource "aws_security_group" "a" {
  ingress {
    from_port = 1
    to_port   = 1
    protocol  = "tcp"
    self      = true
  }
}

resource "aws_security_group" "b" {
  ingress {
    from_port       = 1
    to_port         = 1
    protocol        = "tcp"
    security_groups = [aws_security_group.a.id]
  }
}

resource "null_resource" "own" {
  # a provisioner runs when the object exists
  provisioner "local-exec" {
    command = "echo ${null_resource.own.id}"
  }

  depends_on = [null_resource.own]
}

provider "aws" {
  alias  = "role"
  region = "us-east-1"

  assume_role {
    role_arn = aws_iam_role.deploy.arn
  }
}

resource "aws_iam_role" "deploy" {
  assume_role_policy = "{}"
}

locals {
  list  = [for local in [1, 2] : local]
  other = { for list in ["x"] : list => list }
}
