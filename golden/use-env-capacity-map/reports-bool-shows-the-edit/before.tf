variable "env" {
  type = string

  validation {
    condition     = contains(["dev", "staging", "prod"], var.env)
    error_message = "Use dev, staging or prod."
  }
}

variable "deletion_protection" {
  type    = bool
  default = false
}

locals {
  deletion_protection_by_env = { dev = true, staging = true, prod = true }
}

output "protected" {
  value = var.deletion_protection
}
