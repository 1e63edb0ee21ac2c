variable "names" {
  type = list(string)
}

locals {
  a = subnet(var.names)
  b = map("a", "b")
  c = lower("a", "b")
  d = replace("a", "b")
  e = timestamp(1)
  f = lookup()
}
