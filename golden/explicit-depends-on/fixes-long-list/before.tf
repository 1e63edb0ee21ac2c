resource "aws_api_gateway_rest_api" "orders" {
  name = "orders"
}

resource "aws_api_gateway_integration" "get_order_by_number" {
  rest_api_id = aws_api_gateway_rest_api.orders.id
  resource_id = var.order_resource_id
  http_method = "GET"
  type        = "MOCK"
}

resource "aws_api_gateway_integration" "delete_order_by_number" {
  rest_api_id = aws_api_gateway_rest_api.orders.id
  resource_id = var.order_resource_id
  http_method = "DELETE"
  type        = "MOCK"
}

resource "aws_api_gateway_deployment" "orders" {
  rest_api_id = aws_api_gateway_rest_api.orders.id
  depends_on  = [aws_api_gateway_integration.get_order_by_number]
}

variable "order_resource_id" {
  type = string
}
