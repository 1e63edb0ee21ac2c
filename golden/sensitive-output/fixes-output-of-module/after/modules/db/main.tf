resource "random_password" "this" {
  length = 16
}

output "password" {
  value     = random_password.this.result
  sensitive = true
}

output "length" {
  value = random_password.this.length
}

output "hash" {
  value = random_password.this.bcrypt_hash
}
