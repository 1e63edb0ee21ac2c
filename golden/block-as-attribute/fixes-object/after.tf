resource "aws_api_gateway_method_settings" "all" {
  rest_api_id = "a1b2c3"
  stage_name  = "live"
  method_path = "*/*"

  # For every method.
  settings {
    # numbers per second
    throttling_rate_limit  = 100
    throttling_burst_limit = 50 # at once

    metrics_enabled = true
    logging_level   = "INFO"
  }
}
