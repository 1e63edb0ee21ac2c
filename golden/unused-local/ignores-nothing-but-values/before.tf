variable "team" {
  type = string
}

locals {
  prefix = "shop-${var.team}"
  table  = "${local.prefix}-orders"
}
