provider "aws" {
  region = "eu-west-1"
}

# What we keep
resource "aws_sns_topic" "kept" {
  name = "kept"
}
