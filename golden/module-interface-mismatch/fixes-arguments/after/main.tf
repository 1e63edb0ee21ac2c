variable "environment" {
  type = string
}

locals {
  tags = {
    Team = "shop"
  }
}

module "site" {
  source = "./site"

  domain      = "example.com" # of the shop
  memory      = 512
  log_bucket  = "logs"
  environment = var.environment
  tags        = local.tags
}
