resource "aws_ecs_task_definition" "web" {
  family                   = "web"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "bridge" # as on the instances
  cpu                      = "256"
  memory                   = "1536"
  container_definitions    = "[]"
}
