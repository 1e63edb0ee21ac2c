module "a" {
  source = "./m"
  in     = module.b.other
}

module "b" {
  source = "./m"
  in     = module.a.in
  other  = module.far.x
}

module "far" {
  source = "hashicorp/consul/aws"
  y      = module.far.z
}
