variable "key" {
  type    = string
  default = null
}

resource "aws_sqs_queue" "off" {
  name                    = "off"
  sqs_managed_sse_enabled = false
}

resource "aws_sqs_queue" "key" {
  name              = "key"
  kms_master_key_id = var.key
}
