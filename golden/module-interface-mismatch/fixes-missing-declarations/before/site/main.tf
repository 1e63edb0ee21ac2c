output "domain" {
  value = "www.${var.domain}"
}
