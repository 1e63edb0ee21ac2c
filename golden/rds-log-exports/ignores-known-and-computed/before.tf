variable "engine" {
  type    = string
  default = "postgres"
}

variable "log" {
  type    = string
  default = "error"
}

resource "aws_db_instance" "postgres" {
  engine                          = "postgres"
  enabled_cloudwatch_logs_exports = ["postgresql", "upgrade"]
  skip_final_snapshot             = true
}

resource "aws_db_instance" "computed" {
  engine                          = var.engine
  enabled_cloudwatch_logs_exports = ["error"]
  skip_final_snapshot             = true
}

resource "aws_db_instance" "log" {
  engine                          = "postgres"
  enabled_cloudwatch_logs_exports = [var.log]
  skip_final_snapshot             = true
}

resource "aws_db_instance" "other" {
  engine                          = "db2-se"
  enabled_cloudwatch_logs_exports = ["diag.log", "notify.log"]
  skip_final_snapshot             = true
}
