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
  retention_by_env = {
    dev     = 24
    staging = 24
    prod    = 168
  }
}

resource "aws_kinesis_stream" "orders" {
  name        = "orders"
  shard_count = coalesce(var.shard_count, lookup(local.shards_by_env, var.env))

  retention_period = lookup(local.retention_by_env, var.env, 24)
}
