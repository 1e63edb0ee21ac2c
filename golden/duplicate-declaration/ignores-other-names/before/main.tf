resource "random_id" "a" {
  byte_length = 4
}

resource "random_pet" "a" {
}

data "random_id" "a" {
}

provider "aws" {
  region = "us-east-1"
}

provider "aws" {
  alias  = "west"
  region = "us-west-2"
}

provider "aws" {
  alias  = local.alias
  region = "us-west-2"
}

locals {
  alias = "x"
}

terraform {}

terraform {}

moved {
  from = random_id.b
  to   = random_id.a
}

moved {
  from = random_id.b
  to   = random_id.a
}
