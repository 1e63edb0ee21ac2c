variable "deployment_version" {
  type = string

  validation {
    condition     = length(var.deployment_version) > 0
    error_message = "Must not be empty."
  }
}

locals {
  tag = "app-${var.deployment_version}"
  all = [for version in ["a"] : "${version}-${var.deployment_version}"]
}
