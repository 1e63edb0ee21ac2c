variable "api_key" {
  type      = string
  sensitive = true
}

resource "random_password" "db" {
  length = 16
}

locals {
  credentials = { user = "app", password = random_password.db.result }
}

output "api_key" {
  value = "key=${var.api_key}"
}

output "credentials" {
  description = "Credentials of the database"
  value       = local.credentials
  sensitive   = false
}
