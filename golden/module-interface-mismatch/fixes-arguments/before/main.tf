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

  domian      = "example.com" # of the shop
  price_class = "PriceClass_100"
  memory      = 512
  log_bucket  = "logs"
}
