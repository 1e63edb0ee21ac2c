resource "aws_api_gateway_method_settings" "all" {
  rest_api_id = "abc"
  stage_name  = "live"
  method_path = "*/*"

  settings {
    logging_level = "INFO"
  }
}
