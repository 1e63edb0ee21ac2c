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
  shard_count = {
    dev     = 1
    staging = 2
    prod    = 6
  }
  effective_shard_count = coalesce(var.shard_count, lookup(local.shard_count, var.env))
}

resource "aws_kinesis_stream" "orders" {
  name        = "orders"
  shard_count = local.effective_shard_count
}

output "shards" {
  value = local.effective_shard_count
}
