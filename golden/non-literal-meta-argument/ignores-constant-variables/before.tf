variable "network" {
  type    = string
  const   = true
  default = "example/network/test"
}

locals {
  version = "1.2.3"
}

module "network" {
  source  = var.network
  version = local.version
}
