resource "aws_ssm_parameter" "stripe_api_key" {
  name  = "/orders/stripe"
  type  = "SecureString"
  value = "REPLACE_ME"
}

resource "aws_rds_cluster" "orders" {
  master_password = "changeme123"
}

locals {
  url = join(":", ["orders", "changeme123"])
}
