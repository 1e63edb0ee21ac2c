variable "api_key" {
  type      = string
  sensitive = true
}

resource "random_password" "db" {
  length = 16
}

output "api_key" {
  value     = var.api_key
  sensitive = true
}

output "key_hash" {
  value = nonsensitive(sha256(var.api_key))
}

output "password_length" {
  value = random_password.db.length
}
