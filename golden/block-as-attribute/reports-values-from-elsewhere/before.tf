variable "settings" {
  type = any
}

variable "names" {
  type = set(string)
}

resource "aws_api_gateway_method_settings" "all" {
  rest_api_id = "a1b2c3"
  stage_name  = "live"
  method_path = "*/*"
  settings    = var.settings
}

resource "aws_api_gateway_method_settings" "two" {
  rest_api_id = "a1b2c3"
  stage_name  = "live"
  method_path = "*/*"
  settings    = [{ metrics_enabled = true }, { metrics_enabled = false }]
}

resource "aws_api_gateway_method_settings" "none" {
  rest_api_id = "a1b2c3"
  stage_name  = "live"
  method_path = "*/*"
  settings    = []
}

resource "aws_api_gateway_method_settings" "both" {
  rest_api_id = "a1b2c3"
  stage_name  = "live"
  method_path = "*/*"
  settings    = { metrics_enabled = true }

  settings {
    logging_level = "INFO"
  }
}

resource "aws_dynamodb_table" "items" {
  name         = "items"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  attribute    = [for name in var.names : merge({ name = name }, { type = "S" })]
}
