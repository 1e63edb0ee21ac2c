variable "env" {
  type = string
}

variable "project_name" {
  type = string
}

locals {
  prefix = "${var.project_name}-x"
}

resource "random_id" "region" {
  keepers = {
    region = "eu-west-1"
  }
  byte_length = 4
}

resource "random_id" "project" {
  byte_length = 4
  keepers     = { "name" = local.prefix }
}

resource "random_id" "empty" {
  byte_length = 4
  keepers     = {}
}

resource "random_id" "null" {
  keepers     = null
  byte_length = 4
}
