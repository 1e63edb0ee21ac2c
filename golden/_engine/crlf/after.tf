# windows
resource "demo" "x" {
  name = "x" # the name
  v    = var.shared
  a    = "set"

  tags = {
    a = 1
  }
}

variable "shared" {
  type = string
}
