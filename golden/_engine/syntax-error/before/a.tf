resource "demo" "x" {
  old = 1
}
