variable "env" {
  type = string

  validation {
    condition     = contains(["dev", "staging", "prod"], var.env)
    error_message = "Use dev, staging or prod."
  }
}

variable "enable_backup" {
  type    = bool
  default = false
}

locals {
  backup_by_env = { dev = false, staging = false, prod = true }
}

output "backup" {
  value = var.enable_backup
}
