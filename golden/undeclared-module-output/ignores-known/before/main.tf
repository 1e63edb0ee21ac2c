module "network" {
  source = "./network"
}

module "each" {
  source   = "./network"
  for_each = toset(["a", "b"])
}

module "registry" {
  source  = "terraform-aws-modules/vpc/aws"
  version = "5.0.0"
}

output "all" {
  value = [
    module.network.id,
    module.network,
    module.network.json,
    try(module.network.gone, null),
    module.each["a"].id,
    [for one in module.each : one.id],
    values(module.each)[*].gone,
    module.registry.anything,
  ]
}
