locals {
  tags = { a = 1 }
}

output "all" {
  # local.gone was removed
  value       = [for local in [local.tags, local.json] : local.a]
  description = "The text local.gone is no reference, $${local.gone} neither"
}
