resource "demo" "x" {
  name = "x"

  last = true
}

# This one stays.
resource "demo" "z" {}
