output "domain" {
  value = "example.com"
}
