variable "version" {
  type = string

  validation {
    condition     = length(var.version) > 0
    error_message = "Must not be empty."
  }
}

locals {
  tag = "app-${var.version}"
  all = [for version in ["a"] : "${version}-${var.version}"]
}
