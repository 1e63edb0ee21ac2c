variable "dimensions" {
  type = map(string)
}

variable "metric" {
  type    = string
  default = "Oops"
}

resource "aws_sqs_queue" "orders" {
  name = "orders"
}

resource "aws_elasticache_replication_group" "sessions" {
  replication_group_id = "sessions"
  description          = "sessions"
  node_type            = "cache.t4g.small"
  num_cache_clusters   = 2
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
    QueueName = aws_sqs_queue.orders.name
  }
}

resource "aws_cloudwatch_metric_alarm" "anything" {
  alarm_name          = "anything"
  namespace           = "Orders/Checkout"
  metric_name         = "Refusals"
  statistic           = "Sum"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5
  period              = 60
  evaluation_periods  = 2

  dimensions = {
    Shop = "main"
  }
}

resource "aws_cloudwatch_metric_alarm" "new_service" {
  alarm_name          = "new-service"
  namespace           = "AWS/Braket"
  metric_name         = "Whatever"
  statistic           = "Sum"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5
  period              = 60
  evaluation_periods  = 2
}

resource "aws_cloudwatch_metric_alarm" "nodes" {
  alarm_name          = "nodes"
  namespace           = "AWS/ElastiCache"
  metric_name         = "EngineCPUUtilization"
  statistic           = "Sum"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5
  period              = 60
  evaluation_periods  = 2

  dimensions = {
    CacheClusterId = tolist(aws_elasticache_replication_group.sessions.member_clusters)[0]
  }
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
    Region         = "Global"
  }
}

resource "aws_cloudwatch_metric_alarm" "called" {
  alarm_name          = "called"
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  statistic           = "Sum"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5
  period              = 60
  evaluation_periods  = 2
}

resource "aws_cloudwatch_metric_alarm" "computed" {
  alarm_name          = "computed"
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  statistic           = "Sum"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5
  period              = 60
  evaluation_periods  = 2
  dimensions          = merge(var.dimensions, { Nothing = "known" })
}

resource "aws_cloudwatch_metric_alarm" "configured" {
  alarm_name          = "configured"
  namespace           = "AWS/Lambda"
  metric_name         = var.metric
  statistic           = "Sum"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5
  period              = 60
  evaluation_periods  = 2
}

resource "aws_cloudwatch_metric_alarm" "repeated" {
  for_each = toset(["Errors", "Throttles"])

  alarm_name          = "repeated"
  namespace           = "AWS/Lambda"
  metric_name         = each.key
  statistic           = "Sum"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5
  period              = 60
  evaluation_periods  = 2
}

resource "aws_ecs_service" "api" {
  name    = "api"
  cluster = "main"
}

# The cluster of the service, and not the service.
resource "aws_cloudwatch_metric_alarm" "cluster" {
  alarm_name          = "cluster"
  namespace           = "AWS/ECS"
  metric_name         = "CPUReservation"
  statistic           = "Average"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 80
  period              = 60
  evaluation_periods  = 5
  dimensions          = { ClusterName = aws_ecs_service.api.cluster }
}
