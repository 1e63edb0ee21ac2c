resource "aws_kinesis_stream" "orders" {
  name        = "orders"
  shard_count = var.shard_count
}
