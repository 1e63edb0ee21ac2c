module "app" {
  source        = "./app"
  env           = "dev"
  alarm_address = ""
}
