resource "demo" "x" {
  # why
  old = 1
}

resource "demo" "y" { old = 1 }

resource "demo_old" "z" {}
