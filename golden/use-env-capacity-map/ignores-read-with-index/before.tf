variable "env" {
  type = string

  validation {
    condition     = contains(["dev", "staging", "prod"], var.env)
    error_message = "Use dev, staging or prod."
  }
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
  shard_count = local.shards_by_env[var.env]
}
