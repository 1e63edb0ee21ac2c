variable "name" {
  type    = string
  default = "orders"
}

output "name" {
  value = var.name
}
