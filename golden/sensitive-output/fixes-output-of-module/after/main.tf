module "db" {
  source = "./modules/db"
}

output "password" {
  value     = module.db.password
  sensitive = true
}

output "length" {
  value = module.db.length
}
