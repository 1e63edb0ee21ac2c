resource "demo" "x" {
  v = var.shared
}

resource "demo" "y" {
  v = var.shared
}
