resource "aws_db_instance" "skipped" {
  skip_final_snapshot = true
}

resource "aws_db_instance" "replica" {
  replicate_source_db = "arn:aws:rds:us-east-1:123456789012:db:orders"
}

resource "aws_db_instance" "named" {
  identifier                = "orders"
  final_snapshot_identifier = "orders-last"
}

resource "aws_rds_cluster" "ignored" {
  cluster_identifier        = "orders"
  final_snapshot_identifier = "orders-${timestamp()}"

  lifecycle {
    ignore_changes = [final_snapshot_identifier]
  }
}
