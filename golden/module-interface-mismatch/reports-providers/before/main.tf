provider "aws" {
  region = "eu-west-1"
}

module "network" {
  source = "./network"

  providers = {
    aws.west = aws
    random   = aws
  }
}
