variable "env" {
  type = string

  validation {
    condition     = contains(["dev", "staging", "prod"], var.env)
    error_message = "Use dev, staging or prod."
  }
}

variable "shard_count" {
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

resource "terraform_data" "sizes" {
  for_each = local.shards_by_env
  input    = each.value * var.shard_count
}
