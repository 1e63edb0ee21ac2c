resource "aws_api_gateway_method_response" "ok" {
  rest_api_id = "a1b2c3"
  resource_id = "d4e5f6"
  http_method = "GET"
  status_code = "200"

  response_parameters = {
    "method.response.header.Access-Control-Allow-Origin" = true
  }
}

resource "aws_api_gateway_integration_response" "ok" {
  rest_api_id = "a1b2c3"
  resource_id = "d4e5f6"
  http_method = "GET"
  status_code = "200"

  response_parameters = {
    "method.response.header.Access-Control-Allow-Origin" = "'*'"
  }
}
