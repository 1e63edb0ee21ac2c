resource "demo" "x" {
  a = "set"
}
