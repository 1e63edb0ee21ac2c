terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
  }
}

resource "aws_api_gateway_deployment" "api" {
  rest_api_id = "a1b2c3"
}

resource "aws_api_gateway_stage" "live" {
  rest_api_id   = "a1b2c3"
  deployment_id = aws_api_gateway_deployment.api.id
  stage_name    = "live"
}

output "url" {
  value = aws_api_gateway_stage.live.invoke_url
}
