terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}

resource "aws_batch_job_queue" "jobs" {
  name                 = "jobs"
  state                = "ENABLED"
  priority             = 1
  compute_environments = [var.spot_arn, "arn:aws:batch:eu-west-1:111122223333:compute-environment/plain"]
}

variable "spot_arn" {
  type = string
}
