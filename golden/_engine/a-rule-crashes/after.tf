resource "demo" "a" {
  a = "set"
}

resource "demo" "bad" {
  a = "set"
}

resource "demo" "c" {
  a = "set"
}
