locals {
  memory = 4096
}

resource "aws_ecs_task_definition" "small" {
  family                   = "small"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = local.memory
  container_definitions    = "[]"
}

resource "aws_ecs_task_definition" "odd" {
  family                   = "odd"
  requires_compatibilities = ["EC2", "FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 300
  memory                   = 512
  container_definitions    = "[]"
}
