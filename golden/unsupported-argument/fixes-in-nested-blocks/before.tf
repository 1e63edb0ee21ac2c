resource "aws_cloudwatch_event_target" "queue" {
  rule = "daily"
  arn  = "arn:aws:sqs:eu-west-1:123456789012:daily"

  retry_policy {
    maximum_event_age = 3600
  }
}

variable "routes" {
  type = map(number)
}

resource "aws_apigatewayv2_stage" "live" {
  api_id = "a1b2c3"
  name   = "live"

  dynamic "route_settings" {
    for_each = var.routes
    content {
      route_key           = route_settings.key
      throttle_rate_limit = route_settings.value
    }
  }
}
