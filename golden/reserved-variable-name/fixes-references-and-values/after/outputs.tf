output "version" {
  value = var.deployment_version
}
