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

variable "shard_limit" {
  type    = number
  default = 10

  validation {
    condition     = var.shard_limit >= var.shard_count
    error_message = "The limit is too low."
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
