variable "name" {
  desc     = "Name of the network"
  required = true
}

output "name" {
  valu = var.name
}

resource "aws_vpc" "main" {
  cidr_block      = "10.0.0.0/16"
  prevent_destroy = true
  ignore_changes  = [tags]
}
