module "network" {
  source = "./network"
}

output "vpc" {
  value = module.network.vpc
}
