locals {
  environment = terraform.workspace

  sizes = {
    dev  = { disks = [10] }
    prod = { disks = [100] }
  }

  current = local.sizes[local.environment]
  test    = local.sizes["test"]
  disk    = local.sizes.dev.disks[1]
}
