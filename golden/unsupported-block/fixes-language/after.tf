variable "name" {
  validation {
    condition     = var.name != ""
    error_message = "The name is empty."
  }
}
