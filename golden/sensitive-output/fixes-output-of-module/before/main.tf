module "db" {
  source = "./modules/db"
}

output "password" {
  value = module.db.password
}

output "length" {
  value = module.db.length
}
