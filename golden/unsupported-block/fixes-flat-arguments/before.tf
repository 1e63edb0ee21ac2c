resource "aws_db_instance" "main" {
  instance_class = "db.t4g.micro"

  monitoring {
    interval = 60
    role_arn = "arn:aws:iam::123456789012:role/monitoring"
  }

  performance_insights {
    enabled          = true
    retention_period = 7 # days
  }
}
