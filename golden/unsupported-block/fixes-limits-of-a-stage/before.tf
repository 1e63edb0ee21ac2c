resource "aws_api_gateway_stage" "live" {
  deployment_id = "d4e5f6"
  rest_api_id   = "a1b2c3"
  stage_name    = "live"

  throttle_settings {
    rate_limit  = 100
    burst_limit = 50
  }
}

resource "aws_api_gateway_stage" "test" {
  deployment_id = "d4e5f6"
  rest_api_id   = "a1b2c3"
  stage_name    = "test"

  throttle_settings {
    rate_limit  = 100
    burst_limit = 50
  }
}

resource "aws_api_gateway_method_settings" "all" {
  rest_api_id = "a1b2c3"
  stage_name  = aws_api_gateway_stage.test.stage_name
  method_path = "*/*"

  settings {
    metrics_enabled       = true
    throttling_rate_limit = 100
  }
}
