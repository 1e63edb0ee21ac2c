resource "demo" "x" {
  # about all three
  name = "x"
  last = true
}

resource "demo" "y" {
  # heads a group
  last = true

  # another group
  other = 1
}
