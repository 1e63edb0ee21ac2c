resource "demo" "y" {
  old = 1
}

resource "demo" {
