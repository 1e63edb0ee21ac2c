provider "aws" {
  region = "eu-west-1"
}

provider "aws" {
  alias  = "peer"
  region = "eu-west-2"
}

module "network" {
  source = "./network"
  providers = {
    aws.peer = aws.peer
  }
}

module "other" {
  source = "./network"

  providers = {
    aws      = aws
    aws.peer = aws.peer
  }
}
