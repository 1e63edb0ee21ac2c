variable "spec" {
  type    = string
  default = "SYMMETRIC_DEFAULT"
}

resource "aws_kms_key" "sign" {
  key_usage                = "SIGN_VERIFY"
  customer_master_key_spec = "RSA_2048"
}

resource "aws_kms_key" "either" {
  customer_master_key_spec = var.spec
}

resource "aws_kms_key" "decided" {
  enable_key_rotation = false
}
