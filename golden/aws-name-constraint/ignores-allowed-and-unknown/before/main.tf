variable "name" {
  type = string
}

locals {
  bucket = lower("${var.name}_${terraform.workspace}")
}

resource "aws_s3_bucket" "one" {
  bucket = "${var.name}-one"
}

resource "aws_s3_bucket" "two" {
  bucket = local.bucket
}

resource "aws_s3_bucket" "three" {
  bucket = replace(lower("Three_Buckets"), "_", "-")
}

resource "aws_sqs_queue" "orders" {
  name       = "Orders_of_${var.name}.fifo"
  fifo_queue = true
}

resource "aws_elasticache_replication_group" "cache" {
  replication_group_id = "Cache"
  description          = "Made small by the provider"
}

resource "aws_lb" "web" {
  name = "a-name-that-the-other-rule-finds-too-long"
}

module "bucket" {
  source = "./modules/bucket"
  name   = "good"
}

variable "team" {
  type    = string
  default = "Nobody"
}

resource "aws_s3_bucket" "team" {
  bucket = "${var.team}-data"
}
