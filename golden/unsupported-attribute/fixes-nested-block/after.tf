resource "aws_apigatewayv2_domain_name" "api" {
  domain_name = "api.test"

  domain_name_configuration {
    certificate_arn = var.certificate_arn
    endpoint_type   = "REGIONAL"
    security_policy = "TLS_1_2"
  }
}

variable "certificate_arn" {
  type = string
}

output "target" {
  value = aws_apigatewayv2_domain_name.api.domain_name_configuration[0].target_domain_name
}
