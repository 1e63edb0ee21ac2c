variable "env" {
  type = string
}

variable "project_name" {
  type = string
}

resource "random_password" "database" {
  length  = 32
  special = false

  keepers = {
    env     = var.env
    project = var.project_name
  }
}

resource "random_uuid" "request" {
  keepers = {
    env     = var.env
    project = var.project_name
  }
}

resource "random_pet" "name" {
  length = 2

  keepers = {
    env     = var.env
    project = var.project_name
  }
}

resource "random_id" "suffix" {
  byte_length = 4 # eight hex digits

  keepers = {
    env     = var.env
    project = var.project_name
  }
}

resource "random_string" "token" {
  count = 2

  length = 8
  # Lower case only: it names a bucket.
  upper = false

  keepers = {
    env     = var.env
    project = var.project_name
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "random_integer" "port" {
  min = 1024
  max = 2048

  keepers = {
    env     = var.env
    project = var.project_name
  }

  depends_on = [random_pet.name]
}
