resource "aws_elasticache_replication_group" "main" {
  replication_group_id = "main"
  description          = "main"

  num_node_groups         = 2
  replicas_per_node_group = 1
}

resource "aws_redshift_cluster" "main" {
  cluster_identifier = "main"
  node_type          = "ra3.xlplus"
}

resource "aws_redshift_logging" "main" {
  cluster_identifier = aws_redshift_cluster.main.id
  bucket_name        = "logs"
}
