resource "aws_ecs_cluster" "main" {
  name = "main"
}

resource "aws_ecs_service" "api" {
  name    = "api"
  cluster = aws_ecs_cluster.main.id
}

resource "aws_cloudwatch_metric_alarm" "ecs_api_memory_utilization" {
  alarm_name          = "${aws_ecs_cluster.main.name}-api-memory-utilization"
  alarm_description   = "MemoryUtilization of api"
  namespace           = "AWS/ECS"
  metric_name         = "MemoryUtilization"
  statistic           = "Average"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 80
  period              = 300
  evaluation_periods  = 1

  dimensions = {
    ClusterName = aws_ecs_cluster.main.name
    ServiceName = aws_ecs_service.api.name
  }
}

resource "aws_api_gateway_rest_api" "orders" {
  name = "orders"
}

resource "aws_api_gateway_stage" "live" {
  deployment_id = "abc123"
  rest_api_id   = aws_api_gateway_rest_api.orders.id
  stage_name    = "live"
}

resource "aws_cloudwatch_metric_alarm" "api_gateway_live_5xx_error" {
  alarm_name          = "${aws_api_gateway_rest_api.orders.name}-live-5xx-error"
  alarm_description   = "5XXError of live"
  namespace           = "AWS/ApiGateway"
  metric_name         = "5XXError"
  statistic           = "Average"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0.05
  period              = 300
  evaluation_periods  = 1

  dimensions = {
    ApiName = aws_api_gateway_rest_api.orders.name
    Stage   = aws_api_gateway_stage.live.stage_name
  }
}

resource "aws_lb" "main" {
  name_prefix = "main-"
}

resource "aws_cloudwatch_metric_alarm" "load_balancer_main_http_code_elb_5xx_count" {
  alarm_name          = "${aws_lb.main.name}-http-code-elb-5xx-count"
  alarm_description   = "HTTPCode_ELB_5XX_Count of main"
  namespace           = "AWS/ApplicationELB"
  metric_name         = "HTTPCode_ELB_5XX_Count"
  statistic           = "Sum"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 10
  period              = 300
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"

  dimensions = {
    LoadBalancer = aws_lb.main.arn_suffix
  }
}
