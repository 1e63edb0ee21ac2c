variable "name" {
  description = "Name of the network"
}

output "name" {
  value = var.name
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"

  lifecycle {
    prevent_destroy = true
    ignore_changes  = [tags]
  }
}
