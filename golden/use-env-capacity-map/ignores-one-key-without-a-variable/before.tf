variable "env" {
  type = string

  validation {
    condition     = contains(["prod"], var.env)
    error_message = "Use prod."
  }
}

locals {
  labels = { prod = "live" }
}

output "env" {
  value = var.env
}
