variable "env" {
  type = string

  validation {
    condition     = contains(["dev", "staging", "prod"], var.env)
    error_message = "Use dev, staging or prod."
  }
}

variable "zones" {
  type    = list(string)
  default = ["a"]
}

locals {
  zones_by_env = {
    dev     = ["a"]
    staging = ["a"]
    prod    = ["a", "b", "c"]
  }
}

output "zones" {
  value = var.zones
}
