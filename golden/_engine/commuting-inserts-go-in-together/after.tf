resource "demo" "x" {
  name = "x"
  a    = "set"
  b    = "set"
}

resource "demo" "y" {
  # nothing yet

  a = "set"
  b = "set"
}
