resource "aws_ecs_task_definition" "web" {
  family                   = "web"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc" # as on the instances
  cpu                      = "256"
  memory                   = "2048"
  container_definitions    = "[]"
}
