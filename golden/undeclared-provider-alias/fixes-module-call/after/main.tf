provider "aws" {
  alias  = "eu_west_2"
  region = "eu-west-2"
}

module "site" {
  source = "./site"

  providers = {
    aws.peer = aws.eu_west_2
  }
}
