terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 4.67"
    }
  }
}

resource "aws_vpc" "main" {
  cidr_block         = "10.0.0.0/16"
  enable_classiclink = false
}

resource "aws_cloudwatch_log_group" "flow" {
  name = "flow"
}

resource "aws_flow_log" "main" {
  vpc_id         = aws_vpc.main.id
  traffic_type   = "ALL"
  iam_role_arn   = "arn:aws:iam::111122223333:role/flow"
  log_group_name = aws_cloudwatch_log_group.flow.name
}

resource "aws_db_instance" "main" {
  instance_class = "db.t3.micro"
  name           = "orders"
}

resource "aws_s3_bucket_lifecycle_configuration" "logs" {
  bucket = "logs"

  rule {
    id     = "expire"
    status = "Enabled"
    prefix = "events/"

    expiration {
      days = 30
    }
  }
}

resource "aws_eks_addon" "cni" {
  cluster_name      = "main"
  addon_name        = "vpc-cni"
  resolve_conflicts = "OVERWRITE"
}
