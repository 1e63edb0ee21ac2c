variable "names" {
  type = set(string)
}

variable "anything" {
  default = ["a"]
}

variable "size" {
  type = string
}

resource "null_resource" "names" {
  for_each = var.names
}

resource "null_resource" "anything" {
  for_each = var.anything
}

resource "null_resource" "map" {
  for_each = { for name in var.names : name => name }
}

resource "null_resource" "sized" {
  count = var.size
}

resource "null_resource" "some" {
  count = var.size > 1 ? 1 : 0
}
