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

locals {
  shard_count_map = {
    dev     = 1
    staging = 1
    prod    = 2
  }
}

resource "aws_kinesis_stream" "orders" {
  name        = "orders"
  shard_count = var.shard_count
}
