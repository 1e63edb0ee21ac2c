variable "env" {
  type = string

  validation {
    condition     = contains(["dev", "staging", "prod"], var.env)
    error_message = "Use dev, staging or prod."
  }
}

variable "order_shards" {
  type    = number
  default = 1
}

variable "replay_shards" {
  type    = number
  default = 1
}

locals {
  shards_by_env = {
    dev     = 1
    staging = 2
    prod    = 6
  }
}

output "shards" {
  value = [var.order_shards, var.replay_shards]
}
