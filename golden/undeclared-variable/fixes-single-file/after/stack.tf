variable "aws_region" {
  description = "AWS region"
  type        = string
}

# The topic that everybody reads.
resource "aws_sns_topic" "orders" {
  name = "orders"
}
