variable "environment" {
  description = "Where this runs"
  type        = string
  default     = "dev"

  validation {
    condition     = contains(["dev", "prod"], var.environment)
    error_message = "The environment is dev or prod."
  }
}

variable "project" {
  description = "Prefix of all names"
  type        = string
  default     = "orders"
}

variable "worker_memory" {
  description = "Memory of the worker in MB"
  type        = number
  default     = 256
}
