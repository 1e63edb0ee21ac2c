resource "aws_elasticache_replication_group" "sessions" {
  replication_group_id = "sessions"
  description          = "sessions"
  node_type            = "cache.t4g.small"
  num_cache_clusters   = 2
}

# Only an agent knows.
resource "aws_cloudwatch_metric_alarm" "memory" {
  alarm_name          = "memory"
  namespace           = "AWS/EC2"
  metric_name         = "MemoryUtilization"
  statistic           = "Sum"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5
  period              = 60
  evaluation_periods  = 2

  dimensions = {
    InstanceId = "i-0123456789abcdef0"
  }
}

# Of the whole account and region.
resource "aws_cloudwatch_metric_alarm" "refused" {
  alarm_name          = "refused"
  namespace           = "AWS/DynamoDB"
  metric_name         = "UserErrors"
  statistic           = "Sum"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5
  period              = 60
  evaluation_periods  = 2

  dimensions = {
    TableName = "orders"
  }
}

resource "aws_cloudwatch_metric_alarm" "balancer" {
  alarm_name          = "balancer"
  namespace           = "AWS/ApplicationELB"
  metric_name         = "HTTPCode_ELB_5XX_Count"
  statistic           = "Sum"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5
  period              = 60
  evaluation_periods  = 2
}

# The output would have to change with the alarm.
resource "aws_cloudwatch_metric_alarm" "sessions" {
  alarm_name          = "sessions"
  namespace           = "AWS/ElastiCache"
  metric_name         = "EngineCPUUtilization"
  statistic           = "Sum"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5
  period              = 60
  evaluation_periods  = 2

  dimensions = {
    CacheClusterId = aws_elasticache_replication_group.sessions.id
  }
}

output "alarm" {
  value = aws_cloudwatch_metric_alarm.sessions.arn
}
