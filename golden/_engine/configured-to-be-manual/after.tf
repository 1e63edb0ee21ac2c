resource "demo" "x" {
  b = "set"
}
