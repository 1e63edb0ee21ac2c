resource "demo" "one" {
  name = "one"
}
