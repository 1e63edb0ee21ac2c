data "aws_ami" "linux" {
  most_recent = true
  owners      = ["amazon"]
}

data "aws_caller_identity" "current" {}

data "aws_region" "current" {}
