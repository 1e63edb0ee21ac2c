resource "demo" "one" {
}

resource "demo" "two" {
}
