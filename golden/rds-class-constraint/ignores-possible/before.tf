variable "size" {
  type = number
}

resource "aws_db_instance" "postgres" {
  engine                       = "postgres"
  instance_class               = "db.t3.micro"
  performance_insights_enabled = true
  skip_final_snapshot          = true
}

resource "aws_db_instance" "large" {
  engine              = "mysql"
  storage_type        = "gp3"
  allocated_storage   = 400
  iops                = 12000
  skip_final_snapshot = true
}

resource "aws_db_instance" "unknown" {
  engine              = "mysql"
  storage_type        = "gp3"
  allocated_storage   = var.size
  iops                = 12000
  skip_final_snapshot = true
}

resource "aws_rds_cluster" "mysql" {
  engine              = "aurora-mysql"
  backtrack_window    = 86400
  skip_final_snapshot = true
}

resource "aws_rds_cluster_instance" "mysql" {
  cluster_identifier           = aws_rds_cluster.mysql.id
  engine                       = aws_rds_cluster.mysql.engine
  instance_class               = "db.r6g.large"
  performance_insights_enabled = true
}
