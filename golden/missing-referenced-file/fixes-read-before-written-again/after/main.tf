data "archive_file" "orders" {
  type        = "zip"
  source_file = "${path.module}/index.py"
  output_path = "${path.module}/orders.zip"
}

output "hash" {
  value = data.archive_file.orders.output_sha256
}
