resource "aws_sfn_state_machine" "orders" {
  name       = "orders"
  role_arn   = "arn:aws:iam::111122223333:role/orders"
  definition = file("${path.module}/orders.json")
}

locals {
  script = file("${path.module}/run.sh")
}
