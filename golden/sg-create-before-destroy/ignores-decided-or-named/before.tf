resource "aws_security_group" "named" {
  name = "web"
}

resource "aws_security_group" "decided" {
  name_prefix = "web-"

  lifecycle {
    create_before_destroy = false
  }
}
