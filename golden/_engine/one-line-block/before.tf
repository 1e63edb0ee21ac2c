resource "demo" "x" { name = "x" }
resource "demo" "empty" {}
resource "other" "z" { name = "z" }
