terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
  }
}

resource "aws_ecs_service" "api" {
  name            = "api"
  task_definition = "api:1"

  # Rolling.
  deployment_maximum_percent         = 200
  deployment_minimum_healthy_percent = 100 # never fewer

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }
}
