resource "aws_db_instance" "main" {
  instance_class = "db.t4g.micro"

  monitoring_interval = 60
  monitoring_role_arn = "arn:aws:iam::123456789012:role/monitoring"

  performance_insights_enabled          = true
  performance_insights_retention_period = 7 # days
}
