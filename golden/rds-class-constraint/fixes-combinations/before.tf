variable "class" {
  type    = string
  default = "db.t3.micro"
}

resource "aws_db_instance" "orders" {
  engine                                = "mariadb"
  instance_class                        = var.class
  performance_insights_enabled          = true
  performance_insights_retention_period = 7 # days
  skip_final_snapshot                   = true
}

resource "aws_db_instance" "storage" {
  engine              = "postgres"
  storage_type        = "gp3"
  allocated_storage   = 100
  iops                = 3000
  storage_throughput  = 125
  skip_final_snapshot = true
}

resource "aws_rds_cluster" "main" {
  engine              = "aurora-postgresql"
  backtrack_window    = 86400
  skip_final_snapshot = true
}

resource "aws_rds_cluster_instance" "main" {
  cluster_identifier = aws_rds_cluster.main.id
  engine             = aws_rds_cluster.main.engine
  instance_class     = "db.t4g.small"
}
