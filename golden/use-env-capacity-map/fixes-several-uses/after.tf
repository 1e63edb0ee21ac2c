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
  default     = null
}

locals {
  name_prefix = "orders-${var.env}"

  # Sizes, by environment
  worker_memory_per_environment = {
    dev     = 512
    staging = 512
    prod    = 2048
  }
  worker_memory_mb = coalesce(var.worker_memory_mb, lookup(local.worker_memory_per_environment, var.env))

  tags = { Environment = var.env }
}

resource "terraform_data" "import" {
  input = { memory = local.worker_memory_mb, tags = local.tags }
}

resource "terraform_data" "export" {
  input = "${local.name_prefix}-${local.worker_memory_mb}"
}
