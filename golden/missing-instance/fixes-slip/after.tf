locals {
  zones = { Private_A = 1, Public = 2 }
}

resource "null_resource" "z" {
  for_each = local.zones
}

output "ids" {
  value = [null_resource.z["Private_A"].id, null_resource.z["Public"].id]
}
