variable "env" {
  type = string

  validation {
    condition     = contains(["dev", "staging", "prod"], var.env)
    error_message = "Use dev, staging or prod."
  }
}

variable "alarm_address" {
  type    = string
  default = "dev@example.org"
}

locals {
  alarm_address_by_env = {
    dev     = "dev@example.org"
    staging = ""
    prod    = "ops@example.org"
  }
}

output "alarms" {
  value = var.alarm_address
}
