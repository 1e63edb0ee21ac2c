module "app" {
  source  = "./app"
  version = "1.0.0"
}
