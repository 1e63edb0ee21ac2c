provider "aws" {
  region = var.aws_region
}

variable "aws_region" {
  type    = string
  default = "eu-west-1"
}

locals {
  # Three of them.
  azs = ["${var.aws_region}a", "${var.aws_region}b", "${var.aws_region}c"]
}

data "aws_region" "current" {}

resource "aws_subnet" "app" {
  vpc_id            = var.vpc_id
  cidr_block        = "10.0.1.0/24"
  availability_zone = "${data.aws_region.current.name}b" # second
}

resource "aws_subnet" "data" {
  vpc_id            = var.vpc_id
  cidr_block        = "10.0.2.0/24"
  availability_zone = "eu-west-1a"
}

resource "aws_elasticache_cluster" "sessions" {
  cluster_id                   = "sessions"
  engine                       = "memcached"
  node_type                    = "cache.t3.micro"
  num_cache_nodes              = 2
  preferred_availability_zones = ["eu-west-1c", "eu-west-1a"]
}

variable "vpc_id" {
  type = string
}
