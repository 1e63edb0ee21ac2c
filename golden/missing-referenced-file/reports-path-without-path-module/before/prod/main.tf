module "web" {
  source = "../web"
}
