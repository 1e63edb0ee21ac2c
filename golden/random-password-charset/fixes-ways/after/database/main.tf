variable "password" {
  type      = string
  sensitive = true
}

resource "aws_rds_cluster" "main" {
  master_password     = var.password
  skip_final_snapshot = true
}
