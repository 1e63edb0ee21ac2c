output "id" {
  value = "vpc-1"
}
