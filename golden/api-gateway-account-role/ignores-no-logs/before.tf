resource "aws_api_gateway_method_settings" "all" {
  rest_api_id = "abc"
  stage_name  = "live"
  method_path = "*/*"

  settings {
    logging_level = "OFF"
  }
}

resource "aws_apigatewayv2_stage" "live" {
  api_id = "abc"
  name   = "live"

  access_log_settings {
    destination_arn = "arn:aws:logs:eu-west-1:111122223333:log-group:api"
    format          = "$context.requestId"
  }
}
