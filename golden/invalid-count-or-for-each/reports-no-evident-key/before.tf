variable "rules" {
  type = list(object({ name = string }))
}

variable "names" {
  type = list(string)
}

variable "size" {
  type = number
}

resource "null_resource" "rules" {
  for_each = var.rules

  triggers = { name = each.value.name }
}

resource "null_resource" "names" {
  for_each = var.names

  triggers = { name = var.names[each.key] }
}

resource "null_resource" "sized" {
  for_each = var.size
}
