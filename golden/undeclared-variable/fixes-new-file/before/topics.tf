resource "aws_sns_topic" "orders" {
  name = "${var.project}-orders"
}
