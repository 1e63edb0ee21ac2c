locals {
  shards_by_env = {
    dev     = 1
    staging = 2
    prod    = 6
  }
}
