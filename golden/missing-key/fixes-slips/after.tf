locals {
  sizes = {
    small = { type = "t3.small", disks = [10, 20] }
    large = { type = "t3.large", disks = [100] }
  }

  a = local.sizes.small.type
  b = local.sizes["large"].disks
  c = local.sizes[local.wanted].typ
  d = { n = local.sizes["sma${"ll"}"].type }

  wanted = "small"
}
