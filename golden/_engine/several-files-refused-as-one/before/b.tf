resource "demo" "two" {
  name = "two"
}

resource "demo" "broken" {
  name = = 1
}
