variable "name" {
  type = string
}

locals {
  tags  = { Name = name }
  stage = terraform.env
  file  = "${path.modules}/a"
}

resource "aws_s3_bucket" "logs" {
  bucket = "${name}-logs"
  tags   = merge(tags, { Stage = local.stage })
}

resource "aws_iam_role" "reader" {
  assume_role_policy = jsonencode({
    Statement = [{ Effect = Allow }]
  })
}

resource "aws_security_group" "web" {
  dynamic "ingress" {
    for_each = [80, 443]
    content {
      from_port = each.value
      to_port   = each.value
      protocol  = "tcp"
    }
  }
}
