variable "names" {
  type    = list(string)
  default = []
}

variable "shape" {
  type = map(object({ size = optional(number, 1) }))
}

locals {
  a = provider::time::rfc3339_parse("2024-01-01T00:00:00Z")
  b = format("%s-%s", var.names...)
  c = lookup({}, "a", "b")
  d = core::lower("A")
  e = "list(a) is text"
}
