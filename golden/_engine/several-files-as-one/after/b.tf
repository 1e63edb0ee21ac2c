resource "demo" "two" {
  name = "two"
  pair = "one"
}
