resource "aws_cloudwatch_event_rule" "daily" {
  schedule_expression = "rate(1 day)"
}

resource "aws_secretsmanager_secret" "database" {
  name = "database"
}
