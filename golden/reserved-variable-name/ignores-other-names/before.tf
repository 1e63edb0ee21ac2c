variable "app_version" {
  type = string
}

variable "connection" {
  type = string
}

locals {
  version = var.app_version
}

output "version" {
  value = local.version
}
