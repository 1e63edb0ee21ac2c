provider "aws" {
  alias  = "west"
  region = "us-west-2"
}

module "site" {
  source     = "./site"
  for_each   = toset(["a", "b"])
  depends_on = [module.registry]

  domain = each.key

  providers = {
    aws      = aws.west
    aws.peer = aws.west
  }
}

module "registry" {
  source  = "terraform-aws-modules/vpc/aws"
  version = "5.0.0"

  whatever = true
}

module "outside" {
  source = "../outside"

  whatever = true
}

module "json" {
  source = "./json"

  name = "a"
}
