variable "a" { type = string, default = "x" }

locals {
  b = "\d"
  c = [1 2]
}
