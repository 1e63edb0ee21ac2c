resource "aws_kms_key" "a" {
  description         = "a"
  enable_key_rotation = true

  policy = jsonencode({ Version = "2012-10-17" })
}

resource "aws_kms_key" "b" {
  key_usage                = "ENCRYPT_DECRYPT"
  customer_master_key_spec = "SYMMETRIC_DEFAULT"
  enable_key_rotation      = true
}
