module "app" {
  source             = "./app"
  deployment_version = "1.0.0"
}
