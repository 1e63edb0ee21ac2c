provider "aws" {
  region = "eu-west-1"
}

module "site" {
  source = "./site"
}

module "copy" {
  source = "./site"

  providers = {
    aws = aws
  }
}

provider "aws" {
  alias  = "virginia"
  region = "us-east-1"
}
