data "aws_region" "current" {}

resource "random_id" "a" {
  byte_length = 4
}

# the second one
resource "random_id" "a" {
  byte_length = 4 # bytes
}

data "aws_region" "current" {
}

provider "aws" {
  region = "us-east-1"
}

provider "aws" {
  region = "us-east-1"
}
