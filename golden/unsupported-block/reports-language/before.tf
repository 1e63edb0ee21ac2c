dynamic "tag" {
  for_each = {}
}

output "name" {
  value = "main"

  validation {
    condition     = true
    error_message = "Never."
  }
}
