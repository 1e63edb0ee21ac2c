# tffix: ignore-file[set-a] generated

resource "demo" "x" {
  v = "quiet"
}
