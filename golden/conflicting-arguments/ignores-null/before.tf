variable "prefix" {
  type    = string
  default = null
}

resource "aws_security_group" "web" {
  name        = var.prefix == null ? "web" : null
  name_prefix = var.prefix
}

resource "aws_iam_role" "web" {
  name               = "web"
  name_prefix        = null
  assume_role_policy = "{}"
}

resource "aws_kms_key" "main" {
  description         = "main"
  enable_key_rotation = true
}
