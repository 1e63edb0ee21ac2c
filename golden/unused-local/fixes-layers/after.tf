locals {
  prefix = "orders"

  # What the old queue was called.
  name = "${local.prefix}-new"
}

output "name" {
  value = local.name
}
