locals {
  prefix = "orders"

  # What the old queue was called.
  legacy = "${local.prefix}-old"
  suffix = "v1" # of the old queue
  both   = "${local.legacy}-${local.suffix}"
  name   = "${local.prefix}-new"
}

output "name" {
  value = local.name
}
