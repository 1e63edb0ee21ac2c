data "aws_subnets" "main" {
  vpc_id = "vpc-0123456789abcdef0"
}

output "subnets" {
  value = data.aws_subnets.main.ids
}
