provider "aws" {
  region = "eu-west-1"
}

provider "aws" {
  alias  = "peer"
  region = "eu-west-2"
}

provider "aws" {
  alias  = "dns"
  region = "us-east-1"
}

module "site" {
  source = "./site"

  providers = {
    aws.peer = aws.peer
    aws.dns  = aws.dns
  }
}
