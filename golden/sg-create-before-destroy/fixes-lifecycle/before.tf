resource "aws_security_group" "web" {
  count       = 2
  name_prefix = "web-"

  lifecycle {
    ignore_changes = [description] # written by hand
  }
}

resource "aws_security_group" "db" { name_prefix = "db-" }
