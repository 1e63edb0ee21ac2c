resource "random_password" "token" {
  length           = 32
  override_special = "!&#$^<>-"
}

resource "aws_elasticache_replication_group" "sessions" {
  replication_group_id = "sessions"
  description          = "Sessions"
  auth_token           = random_password.token.result
}

resource "random_string" "own" {
  length           = 20
  override_special = "#!" # easy to type
}

resource "aws_docdb_cluster" "docs" {
  master_password     = random_string.own.result
  skip_final_snapshot = true
}

resource "random_password" "both" {
  length           = 32
  special          = true
  override_special = "!#$%&*()-_=+[]{}<>:?"
}

resource "aws_redshift_cluster" "both" {
  cluster_identifier  = "both"
  node_type           = "ra3.large"
  master_password     = random_password.both.result
  skip_final_snapshot = true
}
