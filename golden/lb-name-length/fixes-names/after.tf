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
  name = trimsuffix(substr("${var.project}-web-alb", 0, 32), "-") # public
}

resource "aws_lb_target_group" "web" {
  name = trimsuffix(substr("${local.prefix}-blue-group", 0, 32), "-")
}

resource "aws_lb_target_group" "literal" {
  name = "inventory-management-platform-we"
}

resource "aws_alb_target_group" "prefix" {
  name_prefix = "orders"
}
