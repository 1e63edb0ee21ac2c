resource "aws_cloudwatch_log_group" "api" {
  name              = "/ecs/api"
  retention_in_days = 60
}

resource "aws_kms_key" "lake" {
  description             = "lake"
  deletion_window_in_days = 7
}

resource "aws_sqs_queue" "jobs" {
  name                      = "jobs"
  delay_seconds             = 900
  message_retention_seconds = 86400
}
