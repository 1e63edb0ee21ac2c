variable "region" {
  type = string
}

output "network" {
  value = var.region
}
