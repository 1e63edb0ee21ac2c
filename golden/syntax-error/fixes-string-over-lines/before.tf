locals {
  note = "first line
  second line"
  next = 1
}
