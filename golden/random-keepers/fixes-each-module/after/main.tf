resource "random_id" "suffix" {
  byte_length = 4
}

module "db" {
  source = "./modules/db"
  env    = "dev"
}
