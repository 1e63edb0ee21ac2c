variable "name" {
  type = string
}

locals {
  tags  = { Name = var.name }
  stage = terraform.workspace
  file  = "${path.module}/a"
}

resource "aws_s3_bucket" "logs" {
  bucket = "${var.name}-logs"
  tags   = merge(local.tags, { Stage = local.stage })
}

resource "aws_iam_role" "reader" {
  assume_role_policy = jsonencode({
    Statement = [{ Effect = "Allow" }]
  })
}

resource "aws_security_group" "web" {
  dynamic "ingress" {
    for_each = [80, 443]
    content {
      from_port = ingress.value
      to_port   = ingress.value
      protocol  = "tcp"
    }
  }
}
