module "site" {
  source = "./site"

  domain = "example.com"
  color  = "blue" # of the page
}
