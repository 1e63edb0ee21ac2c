resource "aws_apigatewayv2_api" "chat" {
  name          = "chat"
  protocol_type = "WEBSOCKET"
}

resource "aws_api_gateway_usage_plan" "chat" {
  name = "chat"

  api_stages {
    api_id = aws_apigatewayv2_api.chat.id
    stage  = "live"
  }
}

resource "aws_api_gateway_rest_api" "orders" {
  name = "orders"
}

resource "aws_apigatewayv2_api_mapping" "orders" {
  api_id      = aws_api_gateway_rest_api.orders.id
  domain_name = "api.example.com"
  stage       = "live"
}
