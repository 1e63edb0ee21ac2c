provider "aws" {
  region = "eu-west-1"
}

provider "aws" {
  alias  = "east"
  region = "us-east-1"
}

module "service" {
  source = "./service"
}

module "elsewhere" {
  source = "./elsewhere"

  providers = {
    aws = aws.east
  }
}
