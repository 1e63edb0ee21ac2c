resource "aws_kms_key" "logs" {
  description = "Logs"
}

output "arn" {
  value = aws_kms_key.logs.arn
}
