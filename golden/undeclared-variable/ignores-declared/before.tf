variable "zones" {
  type = list(string)
}

resource "aws_subnet" "public" {
  for_each = toset(var.zones)

  vpc_id     = "vpc-12345678"
  cidr_block = "10.0.0.0/16" # var.block
}

output "zones" {
  # tffix reads no comments: var.gone
  value       = [for var in var.zones : var.name]
  description = "The text var.gone is no reference, $${var.gone} neither"
}
