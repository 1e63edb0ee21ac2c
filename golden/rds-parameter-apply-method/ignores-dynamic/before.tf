variable "method" {
  type    = string
  default = "immediate"
}

resource "aws_db_parameter_group" "orders" {
  family = "postgres16"

  parameter {
    name  = "log_min_duration_statement"
    value = "1000"
  }

  parameter {
    name         = "max_connections"
    value        = "100"
    apply_method = "pending-reboot"
  }

  parameter {
    name         = "shared_buffers"
    value        = "1000"
    apply_method = var.method
  }
}

resource "aws_db_parameter_group" "other" {
  family = "sqlserver-se-15.0"

  parameter {
    name  = "max_connections"
    value = "100"
  }
}
