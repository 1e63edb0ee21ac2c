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

variable "stream_mode" {
  type    = string
  default = "PROVISIONED"
}

locals {
  shards_by_env = {
    dev     = 1
    staging = 2
    prod    = 6
  }
  shard_count = coalesce(var.shard_count, lookup(local.shards_by_env, var.env))
}

resource "aws_kinesis_stream" "orders" {
  name        = "orders"
  shard_count = var.stream_mode == "PROVISIONED" ? local.shard_count : null

  stream_mode_details {
    stream_mode = var.stream_mode
  }
}
