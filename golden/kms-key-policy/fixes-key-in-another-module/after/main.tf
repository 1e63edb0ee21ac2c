module "keys" {
  source = "./keys"
}

module "logs" {
  source = "./logs"

  key = module.keys.arn
}
