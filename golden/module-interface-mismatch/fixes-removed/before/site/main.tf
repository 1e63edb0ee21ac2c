variable "domain" {
  type = string
}

output "domain" {
  value = var.domain
}
