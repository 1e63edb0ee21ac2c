variable "env" {
  type = string
}

variable "project_name" {
  type = string
}

variable "keepers" {
  type    = map(string)
  default = {}
}

resource "random_id" "merged" {
  byte_length = 4
  keepers     = merge(var.keepers, { region = "eu-west-1" })
}

resource "random_id" "given" {
  byte_length = 4
  keepers     = var.keepers
}

resource "random_id" "computed_key" {
  byte_length = 4
  keepers = {
    (var.env) = "x"
  }
}
