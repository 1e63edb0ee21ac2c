resource "aws_autoscaling_group" "workers" {
  min_size = 1
  max_size = 2

  tags = {
    Name = "workers"
  }
}

variable "tags" {
  type = map(string)
}

resource "aws_autoscaling_group" "others" {
  min_size = 1
  max_size = 2
  tags     = var.tags
}

resource "aws_vpc" "main" {
  cidr = "10.0.0.0/16"
  name = "main"
}

resource "aws_subnet" "main" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.0.0/24"
  name       = "main"
  tags       = var.tags
}
