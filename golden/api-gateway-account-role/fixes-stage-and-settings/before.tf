resource "aws_cloudwatch_log_group" "api" {
  name = "api"
}

resource "aws_api_gateway_stage" "live" {
  rest_api_id   = "abc"
  deployment_id = "def"
  stage_name    = "live"

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.api.arn
    format          = "$context.requestId"
  }

  depends_on = [aws_cloudwatch_log_group.api]
}

resource "aws_api_gateway_method_settings" "all" {
  rest_api_id = "abc"
  stage_name  = aws_api_gateway_stage.live.stage_name
  method_path = "*/*"

  settings {
    logging_level = "ERROR"
  }
}
