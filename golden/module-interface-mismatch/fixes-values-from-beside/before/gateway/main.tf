variable "network" {
  type = string
}

output "network" {
  value = var.network
}
