locals {
  a = "\\d"
}
