variable "name" {
  type    = string
  default = "orders"
}

locals {
  name    = var.name
  package = file("${path.module}/package.json")
}

output "name" {
  value = var.name
}
