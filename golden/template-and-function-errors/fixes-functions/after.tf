variable "name" {
  type = string
}

locals {
  a = upper(var.name)
  b = jsonencode({ name = var.name })
  c = length(["a", "b"])
  d = subnet(var.name)
}
