variable "in" {
  type = string
}

variable "other" {
  type    = string
  default = ""
}

resource "random_id" "in" {
  byte_length = 2
  prefix      = var.in
}

resource "random_id" "other" {
  byte_length = 2
  prefix      = var.other
}

output "in" {
  value = random_id.in.hex
}

output "other" {
  value = random_id.other.hex
}
