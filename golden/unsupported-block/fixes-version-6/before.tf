terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}

resource "aws_ecs_service" "api" {
  name            = "api"
  task_definition = "api:1"

  deployment_configuration {
    maximum_percent         = 200
    minimum_healthy_percent = 100
  }
}

resource "aws_ecs_service" "blue_green" {
  name            = "blue-green"
  task_definition = "api:1"

  deployment_configuration {
    strategy = "BLUE_GREEN"
  }
}
