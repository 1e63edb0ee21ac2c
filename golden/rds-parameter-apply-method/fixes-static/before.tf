resource "aws_rds_cluster_parameter_group" "orders" {
  family = "aurora-mysql8.0"

  parameter {
    name         = "binlog_format"
    value        = "ROW"
    apply_method = "immediate"
  }

  parameter {
    name  = "performance_schema"
    value = "1" # on
  }
}
