resource "demo_old" "x" {
}

resource "demo" "y" {}
