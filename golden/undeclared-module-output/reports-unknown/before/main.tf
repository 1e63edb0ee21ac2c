module "network" {
  source = "./network"
}

module "empty" {
  source   = "./empty"
  for_each = toset(["a"])
}

output "all" {
  value = [module.network.arn, module.empty["a"].id]
}
