resource "aws_apigatewayv2_api" "orders" {
  name          = "orders"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_stage" "live" {
  api_id = aws_apigatewayv2_api.orders.id
  name   = "live"
}

resource "aws_api_gateway_usage_plan" "orders" {
  name = "orders"

  api_stages {
    api_id = aws_apigatewayv2_api.orders.id
    stage  = aws_apigatewayv2_stage.live.name
  }
}

resource "aws_wafv2_web_acl_association" "orders" {
  resource_arn = aws_apigatewayv2_stage.live.arn
  web_acl_arn  = var.web_acl_arn
}

variable "web_acl_arn" {
  type = string
}

resource "aws_api_gateway_rest_api" "admin" {
  name = "admin"
}

resource "aws_apigatewayv2_route" "admin" {
  api_id    = aws_api_gateway_rest_api.admin.id
  route_key = "GET /"
}
