module "network" {
  source = "./modules/network" # two zones
}

module "site" {
  source = "./modules/site"
}
