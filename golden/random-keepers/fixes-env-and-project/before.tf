variable "env" {
  type = string
}

variable "project_name" {
  type = string
}

resource "random_password" "database" {
  length  = 32
  special = false
}

resource "random_uuid" "request" {}

resource "random_pet" "name" { length = 2 }

resource "random_id" "suffix" {
  byte_length = 4 # eight hex digits
}

resource "random_string" "token" {
  count = 2

  length = 8
  # Lower case only: it names a bucket.
  upper = false

  lifecycle {
    create_before_destroy = true
  }
}

resource "random_integer" "port" {
  min        = 1024
  max        = 2048
  depends_on = [random_pet.name]
}
