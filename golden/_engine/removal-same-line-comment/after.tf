resource "demo" "x" {
  name = "x"
  last = true
}
