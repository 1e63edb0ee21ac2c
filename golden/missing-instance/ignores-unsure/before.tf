variable "names" {
  type = set(string)
}

variable "is_on" {
  type = bool
}

resource "null_resource" "given" {
  for_each = var.names
}

resource "null_resource" "switched" {
  count = var.is_on ? 1 : 0
}

resource "null_resource" "named" {
  for_each = toset(["a", "1"])
}

resource "null_resource" "reader" {
  count = 2

  triggers = {
    given    = null_resource.given["x"].id
    switched = null_resource.switched[0].id
    caught   = try(null_resource.named["b"].id, "")
    chosen   = var.is_on ? null_resource.named["b"].id : ""
    right    = null_resource.named["a"].id
    number   = null_resource.named[1].id
    index    = null_resource.named[count.index].id
    all      = join(",", [for one in null_resource.named : one.id])
  }
}
