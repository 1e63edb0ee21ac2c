module "network" {
  source = "./network"
}

module "keys" {
  source = "./keys"
}

# vpc_id comes from the network, key_arn from the keys; what waits for the site cannot give it anything.
module "site" {
  source  = "./site"
  key_arn = module.keys.key_arn
  vpc_id  = module.network.vpc_id
}

module "relay" {
  source = "./relay"

  site_id = module.site.id
}
