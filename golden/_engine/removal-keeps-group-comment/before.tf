resource "demo" "x" {
  # about all three
  name = "x"
  old  = 1
  last = true
}

resource "demo" "y" {
  # heads a group
  old  = 1
  last = true

  # another group
  other = 1
}
