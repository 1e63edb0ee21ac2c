resource "aws_db_instance" "mysql" {
  engine                          = "mysql"
  enabled_cloudwatch_logs_exports = ["error", "slowquery"] # all of it
  skip_final_snapshot             = true
}

resource "aws_docdb_cluster" "docs" {
  skip_final_snapshot = true
}
