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
  region = "ap-southeast-1"

  providers = {
    aws = aws.asia
  }
}

module "gateway_main" {
  source  = "./gateway"
  network = module.net_main.network
}

module "gateway_asia" {
  source  = "./gateway"
  network = module.net_asia.network
}

module "keys" {
  source = "./keys"
}

module "store" {
  source        = "./store"
  key_arn       = module.keys.main_key_arn
  sns_topic_arn = aws_sns_topic.alerts.arn
}

resource "aws_sns_topic" "alerts" {
  name = "alerts"
}
