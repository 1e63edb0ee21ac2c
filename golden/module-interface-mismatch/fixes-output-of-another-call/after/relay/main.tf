variable "site_id" {
  type = string
}

output "relay_id" {
  value = var.site_id
}
