data "aws_availability_zones" "available" {
  state = "available"
}

resource "aws_subnet" "app" {
  count = 2

  vpc_id            = var.vpc_id
  cidr_block        = "10.0.${count.index}.0/24"
  availability_zone = data.aws_availability_zones.available.names[count.index]

  tags = {
    Name = "${var.region}a"
  }
}

variable "vpc_id" {
  type = string
}

variable "region" {
  type = string
}
