terraform {
  required_version = ">= 1.5"
}

variable "block" {
  description = "Block"
  type        = string
}

variable "is_public" {
  description = "Is public"
  type        = bool
}

variable "is_standard" {
  description = "Is standard"
  type        = bool
}

variable "network" {
  description = "Network"
  type = object({
    name = string
  })
}

variable "project" {
  description = "Project"
  type        = string
}

variable "queues" {
  description = "Queues"
  type        = number
}

variable "stage" {
  description = "Stage"
  type        = string
}

variable "tags" {
  description = "Tags"
  type        = map(string)
}

variable "teams" {
  description = "Teams"
  type        = list(string)
}

variable "timeout_minutes" {
  description = "Timeout minutes"
  type        = number
}

variable "vpc" {
  description = "VPC"
  type        = string
}

variable "zones" {
  description = "Zones"
  type        = list(string)
}

resource "aws_sqs_queue" "orders" {
  count = var.queues

  name                       = "${var.project}-orders"
  visibility_timeout_seconds = var.timeout_minutes * 60
  fifo_queue                 = !var.is_standard
  tags                       = var.tags
}

resource "aws_sns_topic" "alerts" {
  for_each = toset(var.teams)

  name = upper(each.key)

  tags = merge(var.tags, {
    Stage   = var.stage
    Network = var.network.name
  })
}

resource "aws_subnet" "public" {
  count = var.is_public ? 2 : 0

  vpc_id            = var.vpc
  cidr_block        = cidrsubnet(var.block, 8, count.index)
  availability_zone = var.zones[count.index]
}
