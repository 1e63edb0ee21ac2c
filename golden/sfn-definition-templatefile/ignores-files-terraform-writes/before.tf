data "archive_file" "orders" {
  type        = "zip"
  source_dir  = "${path.module}/src"
  output_path = "${path.module}/build/orders.zip"
}

data "archive_file" "each" {
  for_each = toset(["refunds"])

  type        = "zip"
  source_dir  = "${path.module}/src"
  output_path = "${path.module}/${each.key}.zip"
}

resource "local_file" "names" {
  filename = "names.txt"
  content  = "a"
}

locals {
  orders  = filebase64sha256("build/orders.zip")
  refunds = filebase64sha256("${path.module}/refunds.zip")
  names   = file("./names.txt")
}
