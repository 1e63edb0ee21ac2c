provider "aws" {
  region = "eu-west-1"
}

# Where we are, and who
data "aws_region" "here" {}
data "aws_partition" "here" {}
data "aws_caller_identity" "me" {}

# What we keep
resource "aws_sns_topic" "kept" {
  name = "kept"
}
