resource "null_resource" "named" {
  for_each = toset(["a", "b"])
}

resource "null_resource" "counted" {
  count = 2
}

resource "null_resource" "reader" {
  count = 2

  triggers = {
    by_index = null_resource.named[count.index].id
    key      = null_resource.named["c"].id
    behind   = null_resource.counted[2].id
    name     = null_resource.counted["a"].id
  }
}
