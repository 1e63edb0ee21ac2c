variable "project" {
  type    = string
  default = "inventory-management-platform"
}

variable "env" {
  type = string

  validation {
    condition     = contains(["dev", "production-europe"], var.env)
    error_message = "No such environment."
  }
}

locals {
  prefix = "${var.env}-orders"
}

resource "aws_lb" "web" {
  name = "${var.project}-web-alb" # public
}

resource "aws_lb_target_group" "web" {
  name = "${local.prefix}-blue-group"
}

resource "aws_lb_target_group" "literal" {
  name = "inventory-management-platform-web-group"
}

resource "aws_alb_target_group" "prefix" {
  name_prefix = "orders-"
}
