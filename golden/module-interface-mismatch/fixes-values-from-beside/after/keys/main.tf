output "main_key_arn" {
  value = "arn:aws:kms:eu-west-1:123456789012:key/0123"
}
