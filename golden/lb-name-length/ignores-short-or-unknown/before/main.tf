variable "project" {
  type = string
}

resource "aws_lb" "unknown" {
  name = "${var.project}-web-alb"
}

resource "aws_lb" "cut" {
  name = substr("inventory-management-platform-${var.project}", 0, 32)
}

module "web" {
  source = "./web"
  name   = "web"
}
