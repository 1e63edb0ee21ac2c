module "network" {
  source = "./modules/netwrok" # two zones
}

module "site" {
  source = "./site"
}
