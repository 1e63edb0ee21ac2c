resource "demo" "x" {
}
