variable "zones" {
  type = list(string)
}

locals {
  broken = templatefile("${path.module}/broken.tftpl", {})
  zones  = templatefile("${path.module}/zones.tftpl", {})
  tried  = try(templatefile("${path.module}/zones.tftpl", {}), "")
  merged = templatefile("${path.module}/zones.tftpl", merge({}, { zones = "a" }))
}
