resource "demo" "aligned" {
  name    = "x" # c
  another = 1   # d
  a       = "set"
}

resource "demo" "ragged" {
  name = "x"
  another = 1
  a       = "set"
}
