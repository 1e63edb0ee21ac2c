variable "origin" {
  type = string
}

output "from" {
  value = var.origin
}
