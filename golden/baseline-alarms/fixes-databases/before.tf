variable "topic_arn" {
  type = string
}

variable "enable_graph" {
  type = bool
}

resource "aws_elasticache_replication_group" "sessions" {
  replication_group_id    = "sessions"
  description             = "sessions"
  node_type               = "cache.t4g.small"
  num_node_groups         = 2
  replicas_per_node_group = 1
}

resource "aws_elasticache_replication_group" "jobs" {
  replication_group_id = "jobs"
  description          = "jobs"
  node_type            = "cache.t4g.small"
  num_cache_clusters   = 1
}

resource "aws_neptune_cluster" "graph" {
  count = var.enable_graph ? 1 : 0

  cluster_identifier = "graph"
}

resource "aws_db_instance" "orders" {
  engine            = "postgres"
  instance_class    = "db.t4g.small"
  allocated_storage = 20
}
