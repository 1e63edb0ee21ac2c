resource "demo" "x" {
  v = var.shared
  a = "set"
}

variable "shared" {
  type = string
}
