variable "level" {
  type = string
}

module "site" {
  source = "./site"

  domain  = "example.com"
  memory  = 512
  level   = var.level
  buckets = [for name in ["a", "b"] : "logs-${name}"]
}
