output "version" {
  value = var.version
}
