data "aws_availability_zones" "available" {
  state = "available"
}

data "aws_region" "current" {}

output "region" {
  value = data.aws_region.current.id
}
