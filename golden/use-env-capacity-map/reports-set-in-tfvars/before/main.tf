variable "env" {
  type = string

  validation {
    condition     = contains(["dev", "prod"], var.env)
    error_message = "Use dev or prod."
  }
}

variable "worker_count" {
  type    = number
  default = 2
}

locals {
  workers_by_env = {
    dev  = 2
    prod = 6
  }
}

output "workers" {
  value = var.worker_count
}
