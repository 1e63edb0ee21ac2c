variable "class" {
  type    = string
  default = "db.t3.micro"
}

resource "aws_db_instance" "orders" {
  engine              = "mariadb"
  instance_class      = var.class
  skip_final_snapshot = true
}

resource "aws_db_instance" "storage" {
  engine              = "postgres"
  storage_type        = "gp3"
  allocated_storage   = 100
  skip_final_snapshot = true
}

resource "aws_rds_cluster" "main" {
  engine              = "aurora-postgresql"
  skip_final_snapshot = true
}

resource "aws_rds_cluster_instance" "main" {
  cluster_identifier = aws_rds_cluster.main.id
  engine             = aws_rds_cluster.main.engine
  instance_class     = "db.t4g.medium"
}
