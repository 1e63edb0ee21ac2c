variable "env" {
  type = string
}

locals {
  now = formatdate("YYYYMMDD", timestamp())
}

resource "aws_db_instance" "plain" {
  identifier                = var.env
  skip_final_snapshot       = var.env != "prod"
  final_snapshot_identifier = "${var.env}-final-snapshot"
}

resource "aws_db_instance" "unnamed_db" {
  skip_final_snapshot       = false
  final_snapshot_identifier = "unnamed-db-final-snapshot"
}

resource "aws_rds_cluster" "conditional" {
  cluster_identifier        = "orders"
  final_snapshot_identifier = var.env == "prod" ? "final-orders" : null # once
}

resource "aws_neptune_cluster" "local" {
  cluster_identifier        = "graph"
  skip_final_snapshot       = false
  final_snapshot_identifier = "graph"
}

resource "aws_docdb_cluster" "each" {
  for_each                  = toset(["a", "b"])
  cluster_identifier        = "docs-${each.key}-"
  final_snapshot_identifier = "docs-${each.key}-final-snapshot"
}
