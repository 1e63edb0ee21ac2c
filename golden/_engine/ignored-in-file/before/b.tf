# tffix: ignore-file[set-a] there is nothing to ignore

resource "demo" "y" {
  a = 1
}
