variable "subnet" {
  type = string
}

data "aws_availability_zones" "all" {}

resource "aws_autoscaling_group" "workers" {
  min_size            = 1
  max_size            = 2
  vpc_zone_identifier = [var.subnet]
  termination_policies = ["OldestInstance"]
}

resource "aws_subnet" "main" {
  vpc_id            = "vpc-0123456789abcdef0"
  availability_zone = data.aws_availability_zones.all.names[0]
}

resource "aws_ecs_task_definition" "app" {
  family = "app"
  container_definitions = jsonencode([
    {
      name  = "app"
      image = "app:1"
    },
  ])
}

resource "aws_iam_role" "app" {
  name = "app"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = []
  })
}
