resource "aws_db_instance" "mysql" {
  engine                          = "mysql"
  enabled_cloudwatch_logs_exports = ["error", "slow_query", "postgresql"] # all of it
  skip_final_snapshot             = true
}

resource "aws_docdb_cluster" "docs" {
  enabled_cloudwatch_logs_exports = ["error"]
  skip_final_snapshot             = true
}
