resource "demo" "x" {
  name = "x"
  old  = 1 # not needed any more
  last = true
}
