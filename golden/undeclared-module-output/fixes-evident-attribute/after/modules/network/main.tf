resource "aws_vpc" "this" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "private" {
  for_each   = toset(["10.0.1.0/24", "10.0.2.0/24"])
  vpc_id     = aws_vpc.this.id
  cidr_block = each.value
}

resource "aws_security_group" "app" {
  vpc_id = aws_vpc.this.id
}

resource "aws_security_group" "jobs" {
  vpc_id = aws_vpc.this.id
}

output "vpc_id" {
  value = aws_vpc.this.id
}

output "app_security_group_id" {
  value = aws_security_group.app.id
}

output "db_secret_arn" {
  value = aws_secretsmanager_secret.db_credentials.arn
}

output "private_subnet_ids" {
  value = values(aws_subnet.private)[*].id
}

output "vpc_cidr" {
  value = aws_vpc.this.cidr_block
}

resource "aws_route_table_association" "private" {
  for_each       = aws_subnet.private
  subnet_id      = each.value.id
  route_table_id = aws_vpc.this.main_route_table_id
}

resource "aws_secretsmanager_secret" "db_credentials" {
  name = "db"
}
