variable "protect" {
  type    = bool
  default = true
}

resource "aws_rds_cluster" "orders" {
  cluster_identifier  = "orders"
  engine              = "aurora-mysql"
  deletion_protection = var.protect
}

resource "aws_lb" "web" {
  name                       = "web"
  enable_deletion_protection = true # as always
}

resource "aws_cognito_user_pool" "people" {
  name                = "people"
  deletion_protection = "ACTIVE"
}

resource "aws_kms_key" "main" {
  description = "main"

  lifecycle {
    prevent_destroy = true
  }
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
    prevent_destroy = true
    ignore_changes  = [tags]
  }
}
