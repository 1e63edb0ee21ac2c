locals {
  one  = file("one.txt")
  two  = file("two.txt")
  none = try(file("none.txt"), "")
}
