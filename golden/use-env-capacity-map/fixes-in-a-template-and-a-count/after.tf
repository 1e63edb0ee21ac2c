variable "env" {
  type = string

  validation {
    condition     = contains(["dev", "staging", "prod"], var.env)
    error_message = "Use dev, staging or prod."
  }
}

variable "shard_count" {
  type    = number
  default = null
}

locals {
  shards_by_env = {
    dev     = 1
    staging = 2
    prod    = 6
  }
  shard_count = coalesce(var.shard_count, lookup(local.shards_by_env, var.env))
}

resource "terraform_data" "shard" {
  count = local.shard_count
  input = "${count.index + 1}/${local.shard_count}"
}
