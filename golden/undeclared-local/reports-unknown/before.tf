locals {
  zones_a = ["a"]
  prefixes = {
    main = local.prefixs
  }
  names = [for name in local.zones_a : "${name}-${local.region}"]
}

output "all" {
  value = [local.zones_b, local.names]
}
