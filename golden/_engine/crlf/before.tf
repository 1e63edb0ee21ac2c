# windows
resource "demo" "x" {
  name = "x" # the name
  v    = var.shared

  tags = {
    a = 1
  }
}
