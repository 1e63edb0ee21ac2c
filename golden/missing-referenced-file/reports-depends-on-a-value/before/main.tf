variable "on" {
  type = bool
}

variable "names" {
  type = list(string)
}

locals {
  one  = var.on ? file("one.txt") : ""
  many = [for name in var.names : file("many.txt")]
  none = false ? file("none.txt") : ""
}
