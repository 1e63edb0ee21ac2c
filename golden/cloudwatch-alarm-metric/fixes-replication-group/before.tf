resource "aws_elasticache_replication_group" "several" {
  replication_group_id = "several"
  description          = "several"
  node_type            = "cache.t4g.small"
  num_cache_clusters   = 2
}

resource "aws_elasticache_replication_group" "one" {
  replication_group_id = "one"
  description          = "one"
  node_type            = "cache.t4g.small"
  num_cache_clusters   = 1
}

resource "aws_elasticache_replication_group" "sharded" {
  replication_group_id    = "sharded"
  description             = "sharded"
  node_type               = "cache.t4g.small"
  num_node_groups         = 3
  replicas_per_node_group = 1
}

resource "aws_cloudwatch_metric_alarm" "several" {
  alarm_name          = "several"
  namespace           = "AWS/ElastiCache"
  metric_name         = "EngineCPUUtilization"
  statistic           = "Sum"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5
  period              = 60
  evaluation_periods  = 2

  dimensions = {
    CacheClusterId = aws_elasticache_replication_group.several.id
  }
}

resource "aws_cloudwatch_metric_alarm" "one" {
  alarm_name          = "one"
  namespace           = "AWS/ElastiCache"
  metric_name         = "EngineCPUUtilization"
  statistic           = "Sum"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5
  period              = 60
  evaluation_periods  = 2

  dimensions = {
    CacheClusterId = aws_elasticache_replication_group.one.replication_group_id
  }
}

resource "aws_cloudwatch_metric_alarm" "sharded" {
  alarm_name          = "sharded"
  namespace           = "AWS/ElastiCache"
  metric_name         = "EngineCPUUtilization"
  statistic           = "Sum"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5
  period              = 60
  evaluation_periods  = 2

  dimensions = {
    CacheClusterId = aws_elasticache_replication_group.sharded.id
  }
}
