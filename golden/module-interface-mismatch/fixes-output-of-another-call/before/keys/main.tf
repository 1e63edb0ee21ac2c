output "key_arn" {
  value = "arn"
}
