provider "aws" {
  region = var.aws_region
}

variable "aws_region" {
  type    = string
  default = "eu-west-1"
}

locals {
  # Three of them.
  azs = slice(data.aws_availability_zones.available.names, 0, 3)
}

data "aws_region" "current" {}

data "aws_availability_zones" "available" {
  state = "available"
}

resource "aws_subnet" "app" {
  vpc_id            = var.vpc_id
  cidr_block        = "10.0.1.0/24"
  availability_zone = data.aws_availability_zones.available.names[1] # second
}

resource "aws_subnet" "data" {
  vpc_id            = var.vpc_id
  cidr_block        = "10.0.2.0/24"
  availability_zone = data.aws_availability_zones.available.names[0]
}

resource "aws_elasticache_cluster" "sessions" {
  cluster_id                   = "sessions"
  engine                       = "memcached"
  node_type                    = "cache.t3.micro"
  num_cache_nodes              = 2
  preferred_availability_zones = [data.aws_availability_zones.available.names[2], data.aws_availability_zones.available.names[0]]
}

variable "vpc_id" {
  type = string
}
