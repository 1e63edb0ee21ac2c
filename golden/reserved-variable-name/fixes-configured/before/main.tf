variable "source" {
  type = string
}

output "from" {
  value = var.source
}
