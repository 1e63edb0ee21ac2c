provider "aws" {
  region = "eu-west-1"
}

module "site" {
  source = "./site"
  providers = {
    aws.virginia = aws.virginia
  }
}

module "copy" {
  source = "./site"

  providers = {
    aws          = aws
    aws.virginia = aws.virginia
  }
}

provider "aws" {
  alias  = "virginia"
  region = "us-east-1"
}
