resource "demo" "a" {
}

resource "demo" "bad" {
}

resource "demo" "c" {
}
