resource "aws_api_gateway_rest_api" "orders" {
  name = "orders"
}

resource "aws_api_gateway_integration" "get" {
  rest_api_id = aws_api_gateway_rest_api.orders.id
  resource_id = aws_api_gateway_rest_api.orders.root_resource_id
  http_method = "GET"
  type        = "MOCK"
}

resource "aws_api_gateway_integration_response" "get" {
  rest_api_id = aws_api_gateway_rest_api.orders.id
  resource_id = aws_api_gateway_rest_api.orders.root_resource_id
  http_method = aws_api_gateway_integration.get.http_method
  status_code = "200"
}

resource "aws_api_gateway_deployment" "orders" {
  rest_api_id = aws_api_gateway_rest_api.orders.id

  triggers = {
    integrations = sha1(jsonencode([aws_api_gateway_integration.get]))
  }
}

# Waiting would close a circle.
resource "aws_iam_role" "starter" {
  name               = "starter"
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy" "starter" {
  role   = aws_iam_role.starter.id
  policy = jsonencode({ Resource = aws_lambda_function.starter.arn })
}

resource "aws_lambda_function" "starter" {
  function_name = "starter"
  role          = aws_iam_role.starter.arn
  filename      = "starter.zip"
  handler       = "index.handler"
  runtime       = "python3.12"
}
