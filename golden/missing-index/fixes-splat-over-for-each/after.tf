resource "aws_subnet" "private" {
  for_each   = toset(["10.0.1.0/24", "10.0.2.0/24"])
  vpc_id     = "vpc-0123456789abcdef0"
  cidr_block = each.value
}

resource "aws_subnet" "public" {
  count      = 2
  vpc_id     = "vpc-0123456789abcdef0"
  cidr_block = cidrsubnet("10.1.0.0/16", 8, count.index)
}

output "private_subnet_ids" {
  value = values(aws_subnet.private)[*].id
}

output "private_subnet_list" {
  value = join(",", values(aws_subnet.private).*.id)
}

output "public_subnet_ids" {
  value = aws_subnet.public[*].id
}
