variable "stage" {
  type    = string
  default = "test"
}

locals {
  sizes = {
    default = { disks = [10] }
    prod    = { disks = [100] }
  }

  names = { for name in ["a"] : name => name }

  current  = local.sizes[terraform.workspace]
  chosen   = local.sizes[var.stage]
  tried    = try(local.sizes.test, null)
  guarded  = var.stage == "test" ? local.sizes.test : null
  computed = local.names.b
  every    = [for key in ["test"] : local.sizes[key]]
  splat    = values(local.sizes)[*].disks
}
