variable "env" {
  type = string
}

variable "project_name" {
  type = string
}

locals {
  tags = {
    Environment = var.env
    Project     = var.project_name
  }
}

resource "random_id" "both" {
  byte_length = 4
  keepers = {
    e = var.env
    p = var.project_name
  }
}

resource "random_id" "interpolated" {
  byte_length = 4
  keepers = {
    place = "${var.project_name}-${var.env}"
  }
}

resource "random_id" "by_local" {
  byte_length = 4
  keepers = {
    tags = jsonencode(local.tags)
  }
}

resource "random_pet" "by_prefix" {
  prefix = "${var.project_name}-${var.env}"
}
