output "x" {
  value = var.from_json
}
