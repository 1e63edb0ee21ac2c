variable "name" {
  type = string
}

locals {
  a = toUpper(var.name)
  b = json_encode({ name = var.name })
  c = length(list("a", "b"))
  d = subnet(var.name)
}
