output "x" {
  value = var.perhaps
}
