resource "demo" "x" {
  v = "quiet"
}
