variable "in_a_test" {
  type    = string
  default = "a"
}

variable "in_another" {
  type    = number
  default = 1
}

variable "limit" {
  type    = number
  default = 2

  validation {
    condition     = var.limit >= var.in_another
    error_message = "Too small."
  }
}

output "limit" {
  value = var.limit
}
