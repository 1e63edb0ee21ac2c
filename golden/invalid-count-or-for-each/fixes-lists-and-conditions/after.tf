variable "names" {
  type = list(string)
}

variable "stage" {
  type = string
}

locals {
  all = concat(["root"], var.names)
}

resource "null_resource" "all" {
  for_each = toset(local.all)
}

resource "null_resource" "named" {
  for_each = toset(["a", "b-${var.stage}", var.stage])
}

resource "null_resource" "chosen" {
  for_each = toset(var.stage == "prod" ? ["a"] : [])

  triggers = { name = each.value }
}

resource "null_resource" "production" {
  count = var.stage == "prod" && length(var.names) > 0 ? 1 : 0
}

resource "null_resource" "each_of_them" {
  count = length(var.names)
}
