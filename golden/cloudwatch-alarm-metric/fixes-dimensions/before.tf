resource "aws_s3_bucket" "orders" {
  bucket = "orders"
}

resource "aws_s3_bucket_metric" "orders" {
  bucket = aws_s3_bucket.orders.id
  name   = "EntireBucket"
}

resource "aws_lb" "main" {
  name = "main"
}

resource "aws_lb_target_group" "api" {
  name     = "api"
  port     = 80
  protocol = "HTTP"
}

resource "aws_apigatewayv2_api" "orders" {
  name          = "orders"
  protocol_type = "HTTP"
}

resource "aws_cloudwatch_metric_alarm" "errors" {
  alarm_name          = "errors"
  namespace           = "AWS/CloudFront"
  metric_name         = "5xxErrorRate"
  statistic           = "Sum"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5
  period              = 60
  evaluation_periods  = 2

  dimensions = {
    DistributionId = "E1ABCDEFGHIJKL"
  }
}

resource "aws_cloudwatch_metric_alarm" "requests" {
  alarm_name          = "requests"
  namespace           = "AWS/S3"
  metric_name         = "4xxErrors"
  statistic           = "Sum"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5
  period              = 60
  evaluation_periods  = 2

  dimensions = {
    BucketName = aws_s3_bucket.orders.id
  }
}

resource "aws_cloudwatch_metric_alarm" "hosts" {
  alarm_name          = "hosts"
  namespace           = "AWS/ApplicationELB"
  metric_name         = "UnHealthyHostCount"
  statistic           = "Sum"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5
  period              = 60
  evaluation_periods  = 2

  dimensions = {
    LoadBalancer = aws_lb.main.arn_suffix
  }
}

resource "aws_cloudwatch_metric_alarm" "queue" {
  alarm_name          = "queue"
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateAgeOfOldestMessage"
  statistic           = "Sum"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5
  period              = 60
  evaluation_periods  = 2

  dimensions = {
    "QueuName" = "orders"
  }
}

resource "aws_cloudwatch_metric_alarm" "api" {
  alarm_name          = "api"
  namespace           = "AWS/ApiGateway"
  metric_name         = "5xx"
  statistic           = "Sum"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5
  period              = 60
  evaluation_periods  = 2

  dimensions = {
    ApiName = aws_apigatewayv2_api.orders.name
  }
}

resource "aws_cloudwatch_metric_alarm" "objects" {
  alarm_name          = "objects"
  namespace           = "AWS/S3"
  metric_name         = "NumberOfObjects"
  statistic           = "Average"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 1000000
  period              = 86400
  evaluation_periods  = 1
  dimensions          = { BucketName = aws_s3_bucket.orders.bucket }
}
