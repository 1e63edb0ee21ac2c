variable "env" {
  type = string

  validation {
    condition     = contains(["dev", "staging", "prod"], var.env)
    error_message = "Use dev, staging or prod."
  }
}

variable "timeout_ms" {
  type    = number
  default = 30
}

locals {
  timeout_seconds_by_env = { dev = 30, staging = 30, prod = 60 }
}

output "timeout" {
  value = var.timeout_ms
}
