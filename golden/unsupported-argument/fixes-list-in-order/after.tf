terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}

resource "aws_batch_job_queue" "jobs" {
  name     = "jobs"
  state    = "ENABLED"
  priority = 1

  compute_environment_order {
    order               = 1
    compute_environment = var.spot_arn
  }

  compute_environment_order {
    order               = 2
    compute_environment = "arn:aws:batch:eu-west-1:111122223333:compute-environment/plain"
  }
}

variable "spot_arn" {
  type = string
}
