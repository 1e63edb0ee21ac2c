module "network" {
  source = "./network"
}

module "site" {
  source = "./network"
  count  = 2
}

output "all" {
  value = [
    module.network.subnets_ids[0], # the first
    module.network.network_id,
    module.site[0].subnetIds,
    module.site[*].publc_zone,
    module.site[length(module.site) - 1].publc_zone,
  ]
}
