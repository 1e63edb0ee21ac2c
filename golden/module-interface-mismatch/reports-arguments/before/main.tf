variable "zones" {
  type = string
}

module "site" {
  source = "./site"

  color = "blue"
}
