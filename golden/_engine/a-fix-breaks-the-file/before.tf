resource "demo" "x" {
  v = true
}
