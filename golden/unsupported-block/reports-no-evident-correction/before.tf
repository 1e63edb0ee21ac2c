resource "aws_api_gateway_stage" "differs" {
  deployment_id = "d4e5f6"
  rest_api_id   = "a1b2c3"
  stage_name    = "live"

  throttle_settings {
    rate_limit  = 100
    burst_limit = 50
  }
}

resource "aws_api_gateway_method_settings" "all" {
  rest_api_id = "a1b2c3"
  stage_name  = aws_api_gateway_stage.differs.stage_name
  method_path = "*/*"

  settings {
    throttling_rate_limit = 200
  }
}

resource "aws_lb_listener" "https" {
  load_balancer_arn = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/main/0123"

  default_action {
    type = "forward"
  }

  target_group {
    arn = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/main/0123"
  }
}
