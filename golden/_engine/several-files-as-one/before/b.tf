resource "demo" "two" {
  name = "two"
}
