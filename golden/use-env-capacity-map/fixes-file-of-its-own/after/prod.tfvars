env         = "prod"
shard_count = 8
