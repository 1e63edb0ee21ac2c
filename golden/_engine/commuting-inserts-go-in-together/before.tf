resource "demo" "x" {
  name = "x"
}

resource "demo" "y" {
  # nothing yet
}
