variable "cpu" {
  type = number
}

variable "mode" {
  type = string
}

resource "aws_ecs_task_definition" "computed" {
  family                   = "computed"
  requires_compatibilities = ["FARGATE"]
  network_mode             = var.mode
  cpu                      = var.cpu
  memory                   = 1
  container_definitions    = "[]"
}

resource "aws_ecs_task_definition" "units" {
  family                   = "units"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = "1 vCPU"
  memory                   = "2 GB"
  container_definitions    = "[]"
}

resource "aws_ecs_task_definition" "instances" {
  family                = "instances"
  network_mode          = "bridge"
  cpu                   = 300
  memory                = 300
  container_definitions = "[]"
}

resource "aws_ecs_task_definition" "right" {
  family                   = "right"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = "8192"
  memory                   = "20480"
  container_definitions    = "[]"
}
