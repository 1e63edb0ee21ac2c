variable "env" {
  type = string

  validation {
    condition     = contains(["dev", "staging", "prod"], var.env)
    error_message = "Use dev, staging or prod."
  }
}

variable "worker_memory_mb" {
  description = "Memory of the workers in MB"
  type        = number
  default     = 512
}

locals {
  name_prefix = "orders-${var.env}"

  # Sizes, by environment
  worker_memory_per_environment = {
    dev     = 512
    staging = 512
    prod    = 2048
  }

  tags = { Environment = var.env }
}

resource "terraform_data" "import" {
  input = { memory = var.worker_memory_mb, tags = local.tags }
}

resource "terraform_data" "export" {
  input = "${local.name_prefix}-${var.worker_memory_mb}"
}
