resource "terraform_data" "build" {
  provisioner "local-exec" {
    command = "make -C ${path.module} all"
  }
}

data "archive_file" "orders" {
  type        = "zip"
  source_dir  = "${path.module}/dist/orders"
  output_path = "${path.module}/orders.zip"
  depends_on  = [terraform_data.build]
}
