variable "env" {
  type = string
}

variable "project_name" {
  type = string
}

data "random_password" "looked_up" {
  length = 8
}

ephemeral "random_password" "passing" {
  length = 8
}

resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}

# tffix: ignore[random-keepers] one for all environments
resource "random_id" "global" {
  byte_length = 4
}
