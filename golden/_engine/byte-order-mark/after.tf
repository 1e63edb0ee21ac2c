resource "demo" "y" {
  a = "set"
}
