locals {
  note = "first line\n  second line"
  next = 1
}
