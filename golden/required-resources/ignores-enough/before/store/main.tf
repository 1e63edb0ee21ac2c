resource "aws_ssm_parameter" "limits" {
  count = 1
  name  = "/orders/limits"
  type  = "String"
  value = "10"
}

resource "aws_cloudwatch_dashboard" "orders" {
  dashboard_name = "orders"
  dashboard_body = jsonencode({ widgets = [] })
}
