variable "name" {
  type = string
}

variable "retention" {
  type = number

  validation {
    condition     = var.retention > 0
    error_message = "At least a day."
  }
}

resource "random_pet" "queue" {
  prefix = var.name
}
