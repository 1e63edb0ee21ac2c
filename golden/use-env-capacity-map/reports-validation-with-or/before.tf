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

  validation {
    condition     = var.shard_count == null || var.shard_count > 0
    error_message = "One at least."
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
  shard_count = var.shard_count
}
