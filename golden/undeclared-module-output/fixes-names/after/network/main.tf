output "subnet_ids" {
  value = ["subnet-1"]
}

output "id" {
  value = "vpc-1"
}

output "public_zone" {
  value = "zone-1"
}
