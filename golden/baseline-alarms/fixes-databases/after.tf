variable "topic_arn" {
  type = string
}

variable "enable_graph" {
  type = bool
}

resource "aws_elasticache_replication_group" "sessions" {
  replication_group_id    = "sessions"
  description             = "sessions"
  node_type               = "cache.t4g.small"
  num_node_groups         = 2
  replicas_per_node_group = 1
}

resource "aws_cloudwatch_metric_alarm" "elasticache_sessions_engine_cpu_utilization" {
  count = aws_elasticache_replication_group.sessions.num_node_groups * (aws_elasticache_replication_group.sessions.replicas_per_node_group + 1)

  alarm_name          = "sessions-engine-cpu-utilization-${count.index + 1}"
  alarm_description   = "EngineCPUUtilization of sessions"
  namespace           = "AWS/ElastiCache"
  metric_name         = "EngineCPUUtilization"
  statistic           = "Average"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 90
  period              = 300
  evaluation_periods  = 1
  alarm_actions       = [var.topic_arn]

  dimensions = {
    CacheClusterId = tolist(aws_elasticache_replication_group.sessions.member_clusters)[count.index]
  }
}

resource "aws_elasticache_replication_group" "jobs" {
  replication_group_id = "jobs"
  description          = "jobs"
  node_type            = "cache.t4g.small"
  num_cache_clusters   = 1
}

resource "aws_cloudwatch_metric_alarm" "elasticache_jobs_engine_cpu_utilization" {
  alarm_name          = "jobs-engine-cpu-utilization"
  alarm_description   = "EngineCPUUtilization of jobs"
  namespace           = "AWS/ElastiCache"
  metric_name         = "EngineCPUUtilization"
  statistic           = "Average"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 90
  period              = 300
  evaluation_periods  = 1
  alarm_actions       = [var.topic_arn]

  dimensions = {
    CacheClusterId = tolist(aws_elasticache_replication_group.jobs.member_clusters)[0]
  }
}

resource "aws_neptune_cluster" "graph" {
  count = var.enable_graph ? 1 : 0

  cluster_identifier = "graph"
}

resource "aws_cloudwatch_metric_alarm" "neptune_graph_cpu_utilization" {
  count = var.enable_graph ? 1 : 0

  alarm_name          = "graph-neptune-cpu-utilization"
  alarm_description   = "CPUUtilization of graph"
  namespace           = "AWS/Neptune"
  metric_name         = "CPUUtilization"
  statistic           = "Average"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 80
  period              = 300
  evaluation_periods  = 1
  alarm_actions       = [var.topic_arn]

  dimensions = {
    DBClusterIdentifier = aws_neptune_cluster.graph[count.index].cluster_identifier
  }
}

resource "aws_db_instance" "orders" {
  engine            = "postgres"
  instance_class    = "db.t4g.small"
  allocated_storage = 20
}

resource "aws_cloudwatch_metric_alarm" "rds_orders_cpu_utilization" {
  alarm_name          = "${aws_db_instance.orders.identifier}-rds-cpu-utilization"
  alarm_description   = "CPUUtilization of orders"
  namespace           = "AWS/RDS"
  metric_name         = "CPUUtilization"
  statistic           = "Average"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 75
  period              = 300
  evaluation_periods  = 1
  alarm_actions       = [var.topic_arn]

  dimensions = {
    DBInstanceIdentifier = aws_db_instance.orders.identifier
  }
}

resource "aws_cloudwatch_metric_alarm" "rds_orders_free_storage_space" {
  alarm_name          = "${aws_db_instance.orders.identifier}-free-storage-space"
  alarm_description   = "FreeStorageSpace of orders"
  namespace           = "AWS/RDS"
  metric_name         = "FreeStorageSpace"
  statistic           = "Minimum"
  comparison_operator = "LessThanThreshold"
  threshold           = 10737418240
  period              = 300
  evaluation_periods  = 1
  alarm_actions       = [var.topic_arn]

  dimensions = {
    DBInstanceIdentifier = aws_db_instance.orders.identifier
  }
}
