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

variable "peak" {
  type     = number
  default  = 6
  nullable = false
}

locals {
  base = 1

  shards_by_env = {
    dev     = local.base
    staging = local.base * 2
    prod    = var.peak
  }
}

resource "aws_kinesis_stream" "orders" {
  name        = "orders"
  shard_count = var.shard_count
}
