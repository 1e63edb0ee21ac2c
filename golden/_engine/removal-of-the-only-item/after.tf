resource "demo" "x" {
}

resource "demo" "y" {}
