resource "demo" "one" {
  name = "one"
  pair = "two"
}
