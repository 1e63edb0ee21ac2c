output "suffix" {
  value = random_id.suffix.hex
}
