module "network" {
  source = "./network"
}

output "vpc" {
  value = module.netwrok.vpc
}
