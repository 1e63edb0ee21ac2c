resource "demo" "x" {
  v = ["QUIET"]
}
