resource "aws_api_gateway_rest_api" "api" {
  name = "api"
}

variable "stage" {
  type = string
}

resource "aws_api_gateway_deployment" "api" {
  count = 2

  rest_api_id = aws_api_gateway_rest_api.api.id
}

resource "aws_api_gateway_stage" "api" {
  count = 2

  rest_api_id   = aws_api_gateway_rest_api.api.id
  deployment_id = aws_api_gateway_deployment.api[count.index].id
  stage_name    = "${var.stage}-${count.index}"
  description   = "Stage of the API"
}

resource "aws_lambda_permission" "api" {
  action        = "lambda:InvokeFunction"
  function_name = "hello"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_stage.api[0].execution_arn}/*/*"
}
