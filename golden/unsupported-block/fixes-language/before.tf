variables "name" {
  validations {
    condition     = var.name != ""
    error_message = "The name is empty."
  }
}
