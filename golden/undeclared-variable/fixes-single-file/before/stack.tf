# The topic that everybody reads.
resource "aws_sns_topic" "orders" {
  name = "orders"
}
