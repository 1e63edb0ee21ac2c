module "network" {
  source = "./network"
}

module "site" {
  source = "./network"
  count  = 2
}

output "all" {
  value = [
    module.network.subnet_ids[0], # the first
    module.network.id,
    module.site[0].subnet_ids,
    module.site[*].public_zone,
    module.site[length(module.site) - 1].public_zone,
  ]
}
