variable "zones" {
  type = list(string)
}

module "zone" {
  source = "./zone"
  count  = length(var.zones)
}

module "copy" {
  source = "./zone"
  count  = length(var.zones)
  name   = module.zone[count.index].name
}
