resource "aws_kinesis_stream" "orders" {
  name        = "orders"
  shard_count = coalesce(var.shard_count, lookup(local.shards_by_env, var.env))
}
