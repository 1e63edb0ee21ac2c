resource "aws_db_instance" "many" {
  count = 2
}

resource "aws_db_instance" "only_time" {
  identifier                = "orders"
  final_snapshot_identifier = formatdate("'final'YYYYMMDD", timestamp())
}
