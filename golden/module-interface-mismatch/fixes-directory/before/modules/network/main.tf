output "vpc" {
  value = "vpc-12345678"
}
