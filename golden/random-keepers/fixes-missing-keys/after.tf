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
    region  = "eu-west-1"
    env     = var.env
    project = var.project_name
  }
  byte_length = 4
}

resource "random_id" "project" {
  byte_length = 4
  keepers     = { "name" = local.prefix, "env" = var.env }
}

resource "random_id" "empty" {
  byte_length = 4
  keepers = {
    env     = var.env
    project = var.project_name
  }
}

resource "random_id" "null" {
  keepers = {
    env     = var.env
    project = var.project_name
  }
  byte_length = 4
}
