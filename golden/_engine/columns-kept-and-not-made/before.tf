resource "demo" "aligned" {
  name    = "x" # c
  another = 1   # d
}

resource "demo" "ragged" {
  name = "x"
  another = 1
}
