variable "shard_count" {
  default = 2
}
