resource "demo" "x" {
  name = "x"
  a    = "set"
  b    = "set"
}
resource "demo" "empty" {
  a = "set"
  b = "set"
}
resource "other" "z" { name = "z" }
