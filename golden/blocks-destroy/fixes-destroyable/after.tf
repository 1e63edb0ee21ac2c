variable "protect" {
  type    = bool
  default = false
}

resource "aws_rds_cluster" "orders" {
  cluster_identifier  = "orders"
  engine              = "aurora-mysql"
  deletion_protection = var.protect
  skip_final_snapshot = true
}

resource "aws_lb" "web" {
  name                       = "web"
  enable_deletion_protection = false # as always
}

resource "aws_cognito_user_pool" "people" {
  name                = "people"
  deletion_protection = "INACTIVE"
}

resource "aws_kms_key" "main" {
  description = "main"
}

resource "aws_dynamodb_table" "orders" {
  name         = "orders"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }

  lifecycle {
    # Nobody takes these.
    ignore_changes = [tags]
  }
}
