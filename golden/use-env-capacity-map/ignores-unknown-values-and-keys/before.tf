variable "tier" {
  type = string

  validation {
    condition     = can(regex("^small|large", var.tier))
    error_message = "Use small or large."
  }
}

variable "shard_count" {
  type    = number
  default = 1
}

locals {
  shards_by_tier = { small = 1, large = 2 }
}

resource "aws_kinesis_stream" "orders" {
  name        = "orders"
  shard_count = var.shard_count
}
