variable "env" {
  type = string

  validation {
    condition     = length(regexall("^(?:dev|staging|prod)$", var.env)) > 0
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
}

resource "aws_kinesis_stream" "orders" {
  name        = "orders"
  shard_count = coalesce(var.shard_count, lookup(local.shards_by_env, var.env))
}
