resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "private" {
  for_each = toset(["a", "b"])

  vpc_id     = aws_vpc.main.id
  cidr_block = each.key == "a" ? "10.0.0.0/24" : "10.0.1.0/24"
}

resource "aws_route_table" "private" {
  vpc_id = aws_vpc.main.id

  route {
    cidr_block     = "0.0.0.0/0"
    nat_gateway_id = var.nat_gateway_id
  }
}

resource "aws_route_table_association" "private" {
  for_each = aws_subnet.private

  subnet_id      = each.value.id
  route_table_id = aws_route_table.private.id
}

resource "aws_subnet" "alone" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.2.0/24"
}

resource "aws_lambda_function" "api" {
  function_name = "api"
  role          = var.role_arn
  filename      = "api.zip"
  handler       = "index.handler"
  runtime       = "python3.12"

  vpc_config {
    subnet_ids         = concat([for subnet in aws_subnet.private : subnet.id], [aws_subnet.alone.id])
    security_group_ids = []
  }
}

variable "nat_gateway_id" {
  type = string
}

variable "role_arn" {
  type = string
}
