resource "demo" "x" {
  name = "x"

  # about the old one
  # in two lines
  old = 1

  last = true
}

# This one is old.
resource "demo_old" "gone" {
  name = "y"
}

# This one stays.
resource "demo" "z" {}
