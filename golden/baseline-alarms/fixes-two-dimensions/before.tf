resource "aws_ecs_cluster" "main" {
  name = "main"
}

resource "aws_ecs_service" "api" {
  name    = "api"
  cluster = aws_ecs_cluster.main.id
}

resource "aws_api_gateway_rest_api" "orders" {
  name = "orders"
}

resource "aws_api_gateway_stage" "live" {
  deployment_id = "abc123"
  rest_api_id   = aws_api_gateway_rest_api.orders.id
  stage_name    = "live"
}

resource "aws_lb" "main" {
  name_prefix = "main-"
}
