provider "aws" {
  region = "eu-west-1"
}

provider "aws" {
  alias  = "asia"
  region = "ap-southeast-1"
}

module "net_main" {
  source = "./net"
  region = "eu-west-1"
}

module "net_asia" {
  source = "./net"

  providers = {
    aws = aws.asia
  }
}

module "gateway_main" {
  source  = "./gateway"
  network = module.net_main.network
}

module "gateway_asia" {
  source = "./gateway"
}

module "keys" {
  source = "./keys"
}

module "store" {
  source = "./store"
}

resource "aws_sns_topic" "alerts" {
  name = "alerts"
}
