resource "aws_sns_topic" "alerts" {
  name = "alerts"

  subscription {
    protocol = "email"
    endpoint = "ops@example.com"
  }

  subscription {
    protocol = "email"
    endpoint = "dev@example.com"
  }
}

resource "aws_api_gateway_stage" "live" {
  deployment_id = "d4e5f6"
  rest_api_id   = "a1b2c3"
  stage_name    = "live"

  method_settings {
    metrics_enabled = true
    logging_level   = "INFO"
  }
}

# Nothing rotates it.
resource "aws_secretsmanager_secret" "password" {
  name = "password"

  rotation_rules {
    automatically_after_days = 30
  }
}
