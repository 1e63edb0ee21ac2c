variable "name" {
  type = string
}

locals {
  outside  = file("../outside.txt")
  absolute = file("/etc/hosts")
  home     = file("~/.ssh/id_rsa.pub")
  computed = file("${path.module}/${var.name}.txt")
  each     = [for name in ["a", "b"] : file("${path.module}/${name}.txt")]
  asked    = fileexists("${path.module}/asked.txt") ? file("${path.module}/asked.txt") : ""
  has_it   = fileexists("${path.module}/later.txt")
  later    = local.has_it ? file("${path.module}/later.txt") : ""
  tried    = try(file("${path.module}/tried.txt"), "")
  modules  = file("${path.module}/.terraform/modules/modules.json")
  called   = "file(\"x\")"
}

module "orders" {
  source = "./orders"
}
