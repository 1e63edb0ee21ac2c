module "stream" {
  source      = "./stream"
  env         = "prod"
  shard_count = null
}

module "replay" {
  source      = "./stream"
  env         = "dev"
  shard_count = 3
}
