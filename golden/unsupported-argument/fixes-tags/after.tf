resource "aws_autoscaling_group" "workers" {
  min_size = 1
  max_size = 2

  tag {
    key                 = "Name"
    value               = "workers"
    propagate_at_launch = true
  }
}

variable "tags" {
  type = map(string)
}

resource "aws_autoscaling_group" "others" {
  min_size = 1
  max_size = 2

  dynamic "tag" {
    for_each = var.tags

    content {
      key                 = tag.key
      value               = tag.value
      propagate_at_launch = true
    }
  }
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
  tags = {
    Name = "main"
  }
}

resource "aws_subnet" "main" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.0.0/24"
  tags = merge(var.tags, {
    Name = "main"
  })
}
