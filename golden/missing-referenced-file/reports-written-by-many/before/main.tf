data "archive_file" "orders" {
  count = 1

  type        = "zip"
  source_file = "${path.module}/index.py"
  output_path = "${path.module}/orders.zip"
}

output "hash" {
  value = filesha256("orders.zip")
}

resource "local_file" "list" {
  filename = "list.txt"
  content  = "${local.list}b"
}

locals {
  list = file("list.txt")
}
