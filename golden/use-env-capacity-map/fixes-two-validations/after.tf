variable "env" {
  type = string

  validation {
    condition     = length(var.env) < 8 && anytrue([var.env == "dev", contains(["staging", "prod", "lab"], var.env)])
    error_message = "Use dev, staging or prod."
  }

  validation {
    condition     = contains(local.known_environments, var.env)
    error_message = "Not in use any more."
  }
}

locals {
  known_environments = ["dev", "staging", "prod", "demo"]
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
}

resource "aws_kinesis_stream" "orders" {
  name        = "orders"
  shard_count = coalesce(var.shard_count, lookup(local.shards_by_env, var.env))
}
