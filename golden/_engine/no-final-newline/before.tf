resource "demo" "x" {
  v = var.shared
}