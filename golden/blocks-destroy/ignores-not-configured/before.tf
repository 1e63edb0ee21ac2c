resource "aws_db_instance" "orders" {
  identifier                = "orders"
  instance_class            = "db.t4g.micro"
  deletion_protection       = true
  final_snapshot_identifier = "orders-final"
}
