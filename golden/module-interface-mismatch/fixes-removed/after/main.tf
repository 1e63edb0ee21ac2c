module "site" {
  source = "./site"

  domain = "example.com"
}
