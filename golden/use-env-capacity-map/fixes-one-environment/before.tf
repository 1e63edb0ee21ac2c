variable "env" {
  type = string

  validation {
    condition     = contains(["prod"], var.env)
    error_message = "Use prod."
  }
}

variable "shard_count" {
  type    = number
  default = 6
}

locals {
  shards_by_env = { "prod" = 6 }
}

resource "aws_kinesis_stream" "orders" {
  name        = "orders"
  shard_count = var.shard_count
}
