variable "name" {
  type    = string
  default = "inventory-management-platform-web"
}

resource "aws_lb" "called" {
  name = var.name
}
